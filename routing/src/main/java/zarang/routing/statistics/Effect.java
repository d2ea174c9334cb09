package zarang.routing.statistics;

import java.util.List;

/**
 * What a fact does to the figures, once however often the fact comes.
 *
 * @param mark names the effect among those of its subject
 * @param note kept with the mark
 */
record Effect(String mark, String note, List<Addition> additions) {
    Effect {
        additions = List.copyOf(additions);
    }
}
