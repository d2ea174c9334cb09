package zarang.ivr.count;

import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;

/**
 * What happened in a step, hour by hour, the one under way last.
 *
 * @param inside calls that are in it now
 * @param entered calls that came to it
 * @param callersGone calls whose caller hung up in it
 * @param exits calls that left it, by exit: {@code on.found}, {@code next}
 */
public record StepCounts(
        String step,
        int inside,
        List<Integer> entered,
        List<Integer> callersGone,
        SequencedMap<String, List<Integer>> exits) {
    public StepCounts {
        entered = List.copyOf(entered);
        callersGone = List.copyOf(callersGone);
        exits = Collections.unmodifiableSequencedMap(exits);
    }
}
