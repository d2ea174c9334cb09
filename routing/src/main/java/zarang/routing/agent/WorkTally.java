package zarang.routing.agent;

import java.time.Duration;
import java.time.Instant;

/** What an agent has done since it logged in, for strategies that share work out. */
public final class WorkTally {
    private Instant from;
    private Instant busySince;
    private boolean busy;
    private Duration worked = Duration.ZERO;
    private long talks;
    private Instant offered = Instant.MIN;

    WorkTally(Instant now) {
        from = now;
        busySince = now;
    }

    void changed(AgentState last, AgentState next, Instant now) {
        if (last instanceof AgentState.LoggedOut && !(next instanceof AgentState.LoggedOut)) {
            from = now;
            worked = Duration.ZERO;
            talks = 0;
        }
        if (busy) {
            worked = worked.plus(Duration.between(busySince, now));
        }
        busy = isWork(next);
        busySince = now;
        if (next instanceof AgentState.OnCall) {
            talks++;
        }
        if (next instanceof AgentState.Reserved) {
            offered = now;
        }
    }

    private static boolean isWork(AgentState state) {
        return switch (state) {
            case AgentState.OnCall _, AgentState.Engaged _, AgentState.WrapUp _ -> true;
            case AgentState.Available _,
                    AgentState.Reserved _,
                    AgentState.Resting _,
                    AgentState.NotReady _,
                    AgentState.LoggedOut _ ->
                    false;
        };
    }

    /** Callers that it has talked with. */
    public long talks() {
        return talks;
    }

    /** When it was last offered a caller; {@link Instant#MIN} if it never was. */
    public Instant offered() {
        return offered;
    }

    /** The share of its time that went into calls and wrap-up, 0 to 1. */
    public double occupancy(Instant now) {
        long all = Duration.between(from, now).toNanos();
        return all <= 0 ? 0 : (double) worked.toNanos() / all;
    }
}
