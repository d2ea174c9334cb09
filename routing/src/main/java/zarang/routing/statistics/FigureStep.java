package zarang.routing.statistics;

import java.util.List;

/**
 * Something that Redis does to the figures at once, or leaves.
 *
 * @param name of the step in {@code statistics.lua}
 * @param key what is compared and kept
 * @param words what it is compared with and what is kept
 * @param additions what is added then
 */
record FigureStep(String name, String key, List<String> words, List<Addition> additions) {
    FigureStep {
        words = List.copyOf(words);
        additions = List.copyOf(additions);
    }
}
