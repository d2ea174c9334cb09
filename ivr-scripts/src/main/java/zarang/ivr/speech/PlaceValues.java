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
}
