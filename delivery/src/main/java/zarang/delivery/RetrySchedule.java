package zarang.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again, and when it is given up. Pure.
 *
 * <p>The waiting times come one after another, the last one again and again; each is moved by up to
 * a fifth either way, so that the messages of an outage do not come back as one wave.
 *
 * @param delays 1 or more, growing
 * @param attemptsMax attempts in all, 1 and up
 * @param ageMax a message older than this is not tried again
 * @param retryAfterMax how far a receiver's {@code Retry-After} is believed
 */
public record RetrySchedule(
        List<Duration> delays, int attemptsMax, Duration ageMax, Duration retryAfterMax) {
    private static final double JITTER = 0.2;

    /**
     * 1 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, then each 24 h; 16 attempts or 7
     * days; Retry-After up to 1 h.
     */
    public static final RetrySchedule STANDARD =
            new RetrySchedule(
                    List.of(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(30),
                            Duration.ofHours(2),
                            Duration.ofHours(5),
                            Duration.ofHours(10),
                            Duration.ofHours(14),
                            Duration.ofHours(20),
                            Duration.ofHours(24)),
                    16,
                    Duration.ofDays(7),
                    Duration.ofHours(1));

    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || attemptsMax < 1) {
            throw new IllegalArgumentException("at least one delay and one attempt");
        }
        for (int i = 0; i < delays.size(); i++) {
            Duration least = i == 0 ? Duration.ZERO : delays.get(i - 1);
            if (delays.get(i).compareTo(least) < 0) {
                throw new IllegalArgumentException("the delays must grow: " + delays);
            }
        }
    }

    /**
     * The wait before the next attempt; empty: give up.
     *
     * @param attempts made so far, 1 and up
     * @param age of the message now
     * @param retryAfter what the receiver asked for, if it did
     */
    public Optional<Duration> next(
            int attempts, Duration age, Optional<Duration> retryAfter, RandomGenerator random) {
        if (attempts >= attemptsMax) {
            return Optional.empty();
        }
        Duration planned = delays.get(Math.min(attempts, delays.size()) - 1);
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration wait = Duration.ofMillis(Math.round(planned.toMillis() * factor));
        if (retryAfter.isPresent()) {
            Duration asked = least(retryAfter.get(), retryAfterMax);
            wait = asked.compareTo(wait) > 0 ? asked : wait;
        }
        return age.plus(wait).compareTo(ageMax) > 0 ? Optional.empty() : Optional.of(wait);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
