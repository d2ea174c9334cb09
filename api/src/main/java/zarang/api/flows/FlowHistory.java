package zarang.api.flows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What there is of a flow beside what is in front. Any thread; returns at once. */
public interface FlowHistory {
    /** A version that is kept. */
    record Kept(int version, boolean inFront) {}

    /**
     * What happened in a step, hour by hour, the one under way last.
     *
     * @param inside calls that are in it now
     * @param entered calls that came to it
     * @param callersGone calls whose caller hung up in it
     * @param exits calls that left it, by exit
     */
    record StepTraffic(
            String step,
            int inside,
            List<Integer> entered,
            List<Integer> callersGone,
            Map<String, List<Integer>> exits) {}

    /** The newest first; empty if there is no such flow. */
    CompletionStage<List<Kept>> versions(String flow);

    /** The text of a version; empty if it is not kept. */
    CompletionStage<Optional<String>> text(String flow, int version);

    /** What differs between two versions, as a unified diff; empty if one of them is not kept. */
    CompletionStage<Optional<String>> diff(String flow, int from, int to);

    /**
     * The calls of all processes, by step; empty if no call came to this flow.
     *
     * @param hours 1–24, the one under way included
     */
    CompletionStage<List<StepTraffic>> traffic(String flow, int hours);
}
