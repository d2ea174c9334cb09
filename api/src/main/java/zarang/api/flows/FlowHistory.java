package zarang.api.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What there is of a flow beside what is in front. Any thread; returns at once. */
public interface FlowHistory {
    /**
     * A version that is kept. What is not known of it is null, such as of what an earlier version
     * of Zarang kept.
     *
     * @param inFront whether new calls get it
     * @param publishedAt when it was in front first
     * @param by who published it
     * @param added lines that the version in front before it did not have
     * @param removed lines that only that one had
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            int version,
            boolean inFront,
            @Nullable Instant publishedAt,
            @Nullable String by,
            @Nullable Integer added,
            @Nullable Integer removed) {}

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
