package zarang.ivr.speech;

import java.util.List;
import java.util.function.Predicate;

/**
 * A piece of speech as a language's rules write it: fragments in the order in which they are heard,
 * places that are spoken (<code>{hour}</code>; in the rules of numbers {@code <}, {@code >} and
 * {@code =}), and parts that are heard only where all their places have something to say: {@code
 * [this|or else this]}. Immutable, any thread.
 */
record Phrase(List<Part> parts) {
    Phrase {
        parts = List.copyOf(parts);
    }

    /** What a phrase is made of. */
    sealed interface Part {}

    /** A prompt, by its name. */
    record Fragment(String prompt) implements Part {}

    /**
     * A place.
     *
     * @param name such as {@code hour} or {@code <}
     * @param rules the name of the rules that speak the number
     */
    record Place(String name, String rules) implements Part {}

    /** One of two, by whether the places of the first have something to say. */
    record Either(Phrase then, Phrase otherwise) implements Part {}

    /** What the places of a phrase stand for, for one thing that is said. */
    interface Places {
        /** Whether the place has something to say. */
        boolean has(Place place);

        /** Says it. */
        void say(Place place, List<String> prompts);
    }

    /** Adds the prompts of this phrase. */
    void say(Places places, List<String> prompts) {
        for (Part part : parts) {
            switch (part) {
                case Fragment(String prompt) -> prompts.add(prompt);
                case Place place -> places.say(place, prompts);
                case Either(Phrase then, Phrase otherwise) ->
                        (then.isWhole(places) ? then : otherwise).say(places, prompts);
            }
        }
    }

    private boolean isWhole(Places places) {
        for (Part part : parts) {
            if (part instanceof Place place && !places.has(place)) {
                return false;
            }
        }
        return true;
    }

    /** Whether any place in it, however deep, is such. */
    boolean hasPlace(Predicate<Place> such) {
        return parts.stream()
                .anyMatch(part ->
                        switch (part) {
                            case Fragment fragment -> false;
                            case Place place -> such.test(place);
                            case Either(Phrase then, Phrase otherwise) ->
                                    then.hasPlace(such) || otherwise.hasPlace(such);
                        });
    }
}
