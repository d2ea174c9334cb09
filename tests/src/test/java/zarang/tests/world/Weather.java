package zarang.tests.world;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisAway;
import zarang.testkit.StoreAnswers;

/**
 * How the stores answer one process: at times late, at times away for a while. Who is away may have
 * done what it was asked.
 */
final class Weather {
    private static final int SLOWEST_MS = 250;
    private static final int USUAL_MS = 40;
    private static final int OUTAGE_PERMILLE = 8;
    private static final int OUTAGE_MAX_MS = 12_000;

    /** A link gives up on an answer after that. */
    private static final Duration LINK_LIMIT = Duration.ofSeconds(5);

    private final ControlLoop loop;
    private final RandomGenerator random;
    private final Fate fate;
    private final boolean rough;
    private boolean cleared;
    private long awayUntil = Long.MIN_VALUE;

    /**
     * @param rough whether stores are away at times
     */
    Weather(ControlLoop loop, RandomGenerator random, Fate fate, boolean rough) {
        this.loop = loop;
        this.random = random;
        this.fate = fate;
        this.rough = rough;
    }

    /** No outage any more. */
    void clear() {
        cleared = true;
        awayUntil = Long.MIN_VALUE;
    }

    private boolean isAway() {
        if (rough && !cleared && random.nextInt(1000) < OUTAGE_PERMILLE) {
            awayUntil = loop.nanos() + random.nextInt(OUTAGE_MAX_MS) * 1_000_000L;
        }
        return loop.nanos() < awayUntil;
    }

    /** Mostly soon. */
    private Duration way() {
        return Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? SLOWEST_MS : USUAL_MS));
    }

    private static RedisAway away() {
        return new RedisAway("on purpose", true);
    }

    /** For those who do not wait for an answer. */
    StoreAnswers late() {
        return new StoreAnswers() {
            @Override
            public <T> CompletionStage<T> to(Supplier<T> effect) {
                CompletableFuture<T> answer = new CompletableFuture<>();
                boolean fails = isAway();
                boolean silent = fails && random.nextInt(4) == 0;
                boolean done = !fails || random.nextBoolean();
                Duration way = silent ? LINK_LIMIT : way();
                loop.schedule(
                        way,
                        () -> {
                            if (done && fate.step()) {
                                T result = effect.get();
                                if (!fails) {
                                    answer.complete(result);
                                    return;
                                }
                            }
                            answer.completeExceptionally(away());
                        });
                return answer;
            }
        };
    }

    /** For those who do not wait for an answer either; what is asked later is done later. */
    StoreAnswers inOrder() {
        return new StoreAnswers() {
            private long last;

            @Override
            public <T> CompletionStage<T> to(Supplier<T> effect) {
                CompletableFuture<T> answer = new CompletableFuture<>();
                boolean fails = isAway();
                boolean done = !fails || random.nextBoolean();
                last = Math.max(last, loop.nanos() + way().toNanos());
                loop.schedule(
                        Duration.ofNanos(last - loop.nanos()),
                        () -> {
                            T result = done && fate.step() ? effect.get() : null;
                            if (result != null && !fails) {
                                answer.complete(result);
                            } else {
                                answer.completeExceptionally(away());
                            }
                        });
                return answer;
            }
        };
    }

    /** For those who wait for it: the answer is there at once, or there is none. */
    StoreAnswers prompt() {
        return new StoreAnswers() {
            @Override
            public <T> CompletionStage<T> to(Supplier<T> effect) {
                boolean fails = isAway();
                if ((!fails || random.nextBoolean()) && fate.step()) {
                    T result = effect.get();
                    if (!fails && fate.step()) {
                        return CompletableFuture.completedStage(result);
                    }
                }
                return CompletableFuture.failedStage(away());
            }
        };
    }
}
