package zarang.ivr.speech;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the places of a phrase say, by name; a place that is not here has nothing to say.
 *
 * @param sayings each takes the place's rules, and adds prompts
 */
record PlaceValues(Map<String, BiConsumer<String, List<String>>> sayings) implements Phrase.Places {
    static final String FIRST = "first";
    static final String SECOND = "second";

    @Override
    public boolean has(Phrase.Place place) {
        return sayings.containsKey(place.name());
    }

    @Override
    public void say(Phrase.Place place, List<String> prompts) {
        BiConsumer<String, List<String>> saying = sayings.get(place.name());
        if (saying != null) {
            saying.accept(place.rules(), prompts);
        }
    }

    /** Adds prompts. */
    @FunctionalInterface
    interface Saying {
        void say(List<String> prompts);
    }

    /** One and the other, by a phrase of both. */
    static void join(Phrase and, Saying first, Saying second, List<String> prompts) {
        and.say(
                new PlaceValues(
                        Map.of(
                                FIRST,
                                (rules, out) -> first.say(out),
                                SECOND,
                                (rules, out) -> second.say(out))),
                prompts);
    }
}
