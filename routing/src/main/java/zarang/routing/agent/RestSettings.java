package zarang.routing.agent;

import java.time.Duration;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.Bounds;

/**
 * How long an agent is left alone after an offer that came to nothing, so that a waiting caller is
 * not rung through to the same dead phone for ever.
 *
 * @param noAnswer after the phone rang out; 0-10 min
 * @param refused after busy, rejected or unreachable; 0-10 min
 * @param misses so many rung-out or unreachable offers in a row make the agent {@code NotReady}
 *     until its phone registers anew, it says that it is ready, or {@code notReady} is over; 1-100
 * @param notReady after it the agent is tried again, and its next miss makes it {@code NotReady}
 *     anew; 1 s-24 h
 * @param fixedContact instead of {@code NotReady}, a phone that never registers rests this long; 1
 *     s-1 h
 * @param takenElsewhere after another process turned out to hold the agent; 100 ms-1 min
 */
public record RestSettings(
        Duration noAnswer,
        Duration refused,
        int misses,
        Duration notReady,
        Duration fixedContact,
        Duration takenElsewhere) {
    public RestSettings {
        Bounds.require("rest: no-answer", noAnswer, Duration.ZERO, Duration.ofMinutes(10));
        Bounds.require("rest: refused", refused, Duration.ZERO, Duration.ofMinutes(10));
        Bounds.require("rest: misses", misses, 1, 100);
        Bounds.require("rest: not-ready", notReady, Duration.ofSeconds(1), Duration.ofDays(1));
        Bounds.require(
                "rest: fixed-contact", fixedContact, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.require(
                "rest: taken-elsewhere",
                takenElsewhere,
                Duration.ofMillis(100),
                Duration.ofMinutes(1));
    }

    /** 10 s, 5 s, 3 misses, 10 min, 60 s, 2 s. */
    public static RestSettings defaults() {
        return new RestSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                3,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2));
    }

    public Duration after(OfferFailure failure) {
        return switch (failure) {
            case NO_ANSWER -> noAnswer;
            case BUSY, REJECTED, UNREACHABLE -> refused;
        };
    }

    /** Whether it tells that nobody is at the phone; busy and rejected tell that somebody is. */
    public boolean isMiss(OfferFailure failure) {
        return switch (failure) {
            case NO_ANSWER, UNREACHABLE -> true;
            case BUSY, REJECTED -> false;
        };
    }
}
