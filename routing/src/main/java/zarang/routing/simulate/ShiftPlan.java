package zarang.routing.simulate;

import java.time.Duration;
import java.util.Map;
import zarang.call.Tier;
import zarang.routing.Bounds;

/**
 * Who takes the calls, and in which order. All agents are there for the whole time.
 *
 * @param agents 1 to 2,000
 * @param offsets of each tier: 0 to 1 h; a tier that is not there has 0
 * @param hardCap a caller who has waited so long goes first; 1 s to 24 h
 * @param ring how long a phone rings before its agent answers; 0 to 60 s
 * @param serviceTarget an answer within this is in time; 1 s to 1 h
 * @param shortAbandon who hangs up sooner is left out of one of the service levels; 0 to 60 s
 */
public record ShiftPlan(
        int agents,
        Map<Tier, Duration> offsets,
        Duration hardCap,
        Duration ring,
        Duration serviceTarget,
        Duration shortAbandon) {
    /** How many agents a simulation can have. */
    public static final int AGENTS_MAX = 2_000;

    /** Nobody waits so long. */
    public static final Duration NO_CAP = Duration.ofDays(1);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    public ShiftPlan {
        offsets = Map.copyOf(offsets);
        Bounds.require("agents", agents, 1, AGENTS_MAX);
        offsets.forEach(
                (tier, offset) -> Bounds.require("offset of " + tier, offset, Duration.ZERO, HOUR));
        Bounds.require("hard cap", hardCap, SECOND, NO_CAP);
        Bounds.require("ring time", ring, Duration.ZERO, MINUTE);
        Bounds.require("service target", serviceTarget, SECOND, HOUR);
        Bounds.require("short abandon", shortAbandon, Duration.ZERO, MINUTE);
    }

    /** The same with other agents. */
    public ShiftPlan with(int others) {
        return new ShiftPlan(others, offsets, hardCap, ring, serviceTarget, shortAbandon);
    }
}
