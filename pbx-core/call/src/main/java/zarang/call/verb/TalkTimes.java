package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private boolean held;
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

    /** A phone put the other side on hold, or took it back. */
    void held(boolean now) {
        held = now;
        note();
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
        apart = held || interrupted ? now : null;
    }

    /** The talk with {@code other} is over. */
    void over(Counterpart other) {
        note();
        call.clock.endTalk(since);
        call.write(
                CallTalked.of(
                        other.agent().or(call.caller::agent),
                        other.queue(),
                        served,
                        direction,
                        call.clock.now().since(since),
                        apartBefore));
    }
}
