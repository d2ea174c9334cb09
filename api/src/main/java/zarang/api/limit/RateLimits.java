package zarang.api.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.ApiCaller;

/**
 * So many requests of a token in a window of a minute, which begins with the first of them. Any
 * thread. Counts for itself in each process.
 */
public final class RateLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** More than there can be keys: what is over is forgotten then. */
    private static final int CALLERS_MAX = 4096;

    /** The owner's scripts of before keep their pace: one member after the other, thousands. */
    private static final int OWNER_TIMES = 10;

    private final int most;
    private final InstantSource clock;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    private record Window(Instant end, int count) {}

    /**
     * What a request takes of its window.
     *
     * @param remaining requests that are left; below nothing: this one was too many
     * @param resetS until the window ends
     */
    public record Taken(int limit, int remaining, long resetS) {
        public boolean isTooMany() {
            return remaining < 0;
        }

        /** What the client is told, the names of the draft that clients know. */
        public Map<String, String> headers() {
            return Map.of(
                    "RateLimit-Limit", Integer.toString(limit),
                    "RateLimit-Remaining", Integer.toString(Math.max(0, remaining)),
                    "RateLimit-Reset", Long.toString(resetS));
        }

        public Problem problem() {
            return Problem.of(
                            ProblemKind.TOO_MANY,
                            "this token may ask "
                                    + limit
                                    + " times a minute: try again in "
                                    + resetS
                                    + " s")
                    .with("Retry-After", Long.toString(resetS));
        }
    }

    /**
     * @param most requests of a key in a minute; of the owner's token ten times as many
     */
    public RateLimits(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts a request. */
    public Taken take(ApiCaller caller) {
        Instant now = clock.instant();
        int limit = caller.equals(ApiCaller.OWNER) ? OWNER_TIMES * most : most;
        if (windows.size() > CALLERS_MAX) {
            windows.values().removeIf(window -> !window.end().isAfter(now));
        }
        Window window =
                windows.merge(
                        caller.name(),
                        new Window(now.plus(WINDOW), 1),
                        (known, fresh) -> known.end().isAfter(now) ? counted(known, limit) : fresh);
        long resetS = Math.max(1, Duration.between(now, window.end()).toSeconds());
        return new Taken(limit, limit - window.count(), resetS);
    }

    private static Window counted(Window known, int limit) {
        return new Window(known.end(), Math.min(known.count(), limit) + 1);
    }
}
