package zarang.call.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.CallTimes;
import zarang.call.loop.Moment;

/** What time it is in a call, and what of its time went where. */
final class CallClock {
    private final Moment startedAt;
    private final Waits waits = new Waits();
    private Moment now;

    /** When the hotline answered. */
    private @Nullable Moment answeredAt;

    private Duration talked = Duration.ZERO;
    private int talks;
    private int recordings;

    CallClock(Moment startedAt) {
        this.startedAt = startedAt;
        now = startedAt;
    }

    void set(Moment moment) {
        now = moment;
    }

    Moment now() {
        return now;
    }

    Instant startedAt() {
        return startedAt.at();
    }

    Waits waits() {
        return waits;
    }

    boolean isAnswered() {
        return answeredAt != null;
    }

    Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt).map(Moment::at);
    }

    void markAnswered() {
        answeredAt = now;
    }

    /** A talk with an agent begins. Gives which recording of the call it is: 1 for the first. */
    int beginTalk() {
        talks++;
        return ++recordings;
    }

    /** The caller begins to speak alone. Gives which recording of the call that is. */
    int beginNote() {
        return ++recordings;
    }

    /** A talk that began at {@code since} is over. */
    void endTalk(Moment since) {
        talked = talked.plus(now.since(since));
    }

    /** How many talks with an agent have begun. */
    int talks() {
        return talks;
    }

    /** Whether the caller talked with an agent, now or before. */
    boolean hasTalked() {
        return talks > 0;
    }

    /** Up to now, while the caller does not wait. */
    CallTimes times() {
        return new CallTimes(
                now.since(startedAt).toMillis(),
                answeredAt == null ? 0 : now.since(answeredAt).toMillis(),
                talked.toMillis(),
                waits.total().toMillis());
    }
}
