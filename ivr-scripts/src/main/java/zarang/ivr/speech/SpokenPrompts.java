package zarang.ivr.speech;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Collects the prompts that something which is said can ask for. One thread. */
final class SpokenPrompts {
    private record Visit(String rules, long most) {}

    private final Set<String> prompts = new TreeSet<>();
    private final Set<Visit> visited = new HashSet<>();

    Set<String> prompts() {
        return prompts;
    }

    void add(String prompt) {
        prompts.add(prompt);
    }

    /** All of a phrase; what its places can ask for is the visitor's to add. */
    void add(Phrase phrase, Consumer<Phrase.Place> places) {
        for (Phrase.Part part : phrase.parts()) {
            switch (part) {
                case Phrase.Fragment(String prompt) -> add(prompt);
                case Phrase.Place place -> places.accept(place);
                case Phrase.Either(Phrase then, Phrase otherwise) -> {
                    add(then, places);
                    add(otherwise, places);
                }
            }
        }
    }

    /** Whether these rules were not visited yet up to that number. */
    boolean enter(String rules, long most) {
        return visited.add(new Visit(rules, most));
    }
}
