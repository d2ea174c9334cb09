package zarang.server.metrics;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;

/**
 * Looks at the control loop once a second, on the loop itself, so that a scrape waits for nothing.
 * It goes on whatever a look throws.
 */
public final class LoopWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ControlLoop loop;
    private final Supplier<LoopSnapshot> look;
    private final PrometheusBoard board;
    private final CompletableFuture<LoopWatch> begun = new CompletableFuture<>();
    private volatile @Nullable LoopSnapshot last;

    /**
     * Nothing is looked at yet.
     *
     * @param look asked on the loop
     */
    public LoopWatch(ControlLoop loop, Supplier<LoopSnapshot> look, PrometheusBoard board) {
        this.loop = loop;
        this.look = look;
        this.board = board;
    }

    /** Begins to look; comes, on the loop, when the first look is there. Once. */
    public CompletionStage<LoopWatch> start() {
        loop.post(this::lookAround);
        return begun;
    }

    /**
     * The last look. Any thread.
     *
     * @throws IllegalStateException there was none yet
     */
    public LoopSnapshot snapshot() {
        LoopSnapshot known = last;
        if (known == null) {
            throw new IllegalStateException("the control loop was not looked at yet");
        }
        return known;
    }

    /** How long ago the last look was: about a second at most, unless the loop stands still. */
    double ageSeconds() {
        return (loop.nanos() - snapshot().takenNanos()) / 1e9;
    }

    private void lookAround() {
        try {
            last = look.get();
            begun.complete(this);
        } catch (RuntimeException fault) {
            board.failed("control loop", fault);
            begun.completeExceptionally(fault);
        } finally {
            loop.schedule(EVERY, this::lookAround);
        }
    }
}
