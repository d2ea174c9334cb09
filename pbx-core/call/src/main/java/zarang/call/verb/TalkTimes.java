package zarang.call.verb;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallTalked;
import zarang.call.fact.CallerWait;
import zarang.call.loop.Moment;
import zarang.call.recording.RecordedTalk.Direction;

/** What of the time of a talk went where. */
final class TalkTimes {
    private final CallState call;
    private final Direction direction;
    private final Moment since;

    /** The wait that this talk has ended. */
    private Optional<CallerWait> served = Optional.empty();

    /** Those who have the other side on hold. */
    private final Set<LegId> holding = new HashSet<>();

    private boolean interrupted;

    /** Since when the two have not heard each other; null while they do. */
    private @Nullable Moment apart;

    private Duration apartBefore = Duration.ZERO;

    TalkTimes(CallState call, Direction direction) {
        this.call = call;
        this.direction = direction;
        since = call.clock.now();
    }

    /** When the talk began. */
    Moment since() {
        return since;
    }

    Direction direction() {
        return direction;
    }

    /** The wait that this talk has ended. */
    Optional<CallerWait> served() {
        return served;
    }

    /** The wait that was answered last has led here. */
    void serves() {
        served = call.clock.waits().takeServed();
    }

    /** The caller, or whom it talks with on {@code leg}, put the other on hold or took it back. */
    void held(LegEvent.Held by, LegId leg) {
        if (by.leg().equals(leg) || by.leg().equals(call.caller.leg())) {
            if (by.held()) {
                holding.add(by.leg());
            } else {
                holding.remove(by.leg());
            }
            note();
        }
    }

    /** Somebody takes the caller over, or no longer does. */
    void interrupted(boolean now) {
        interrupted = now;
        note();
    }

    private void note() {
        Moment now = call.clock.now();
        if (apart != null) {
            apartBefore = apartBefore.plus(now.since(apart));
        }
        apart = interrupted || !holding.isEmpty() ? now : null;
    }

    /**
     * The talk is over.
     *
     * @param agent of the house who was in it
     * @param queue the line that the caller waited in
     */
    void over(Optional<AgentId> agent, Optional<QueueName> queue) {
        note();
        call.write(
                CallTalked.of(
                        agent,
                        queue,
                        served,
                        direction,
                        call.clock.now().since(since),
                        apartBefore));
    }
}
