package zarang.ivr.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ServiceAnswer;

/** The question of a trial's script that is open, if any: it gets one answer within its limit. */
final class TrialQuestion {
    private final ControlLoop loop;
    private final Consumer<ServiceAnswer> told;
    private ControlLoop.@Nullable Timer limit;
    private long limitNanos;
    private long turn;

    /**
     * @param told gets the answer
     */
    TrialQuestion(ControlLoop loop, Consumer<ServiceAnswer> told) {
        this.loop = loop;
        this.told = told;
    }

    /** Asks, in place of what was asked before. */
    void ask(Duration within, CompletionStage<ServiceAnswer> answer) {
        drop();
        long mine = ++turn;
        limitNanos = loop.nanos() + within.toNanos();
        limit = loop.schedule(within, () -> answered(mine, new ServiceAnswer.TimedOut()));
        answer.thenAccept(given -> {
            if (!(given instanceof ServiceAnswer.TimedOut)) {
                loop.post(() -> answered(mine, given));
            }
        });
    }

    private void answered(long asked, ServiceAnswer answer) {
        if (asked == turn) {
            drop();
            told.accept(answer);
        }
    }

    /** Nobody wants the answer any more. */
    void drop() {
        turn++;
        if (limit != null) {
            limit.cancel();
            limit = null;
        }
    }

    boolean isOpen() {
        return limit != null;
    }

    /** Until nobody waits for the answer any longer; empty if nothing is asked. */
    Optional<Duration> untilLimit() {
        return limit == null
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(limitNanos - loop.nanos()));
    }
}
