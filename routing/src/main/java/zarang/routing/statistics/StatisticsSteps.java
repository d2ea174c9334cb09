package zarang.routing.statistics;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.redis.RedisLink;

/**
 * Asks Redis for steps. While it is at some, those that come meanwhile are gathered and asked for
 * together: each question costs it a write to its disk. Any thread; nothing waits. What is gathered
 * is bounded by those who ask: they wait for their answers.
 */
final class StatisticsSteps {
    /** Redis answers a question of the figures within this, or it counts as failed. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int TOGETHER_MAX = 64;

    private final RedisLink redis;
    private final Duration keep;
    private final Queue<Asked> gathered = new ArrayDeque<>();
    private boolean underWay;

    private record Asked(FigureStep step, CompletableFuture<Boolean> answer) {
        /**
         * @param said 1 or 0, or why it failed
         */
        void answered(Object said) {
            if (said instanceof Long number) {
                answer.complete(number == 1);
            } else {
                answer.completeExceptionally(new IllegalStateException("Redis says: " + said));
            }
        }
    }

    /**
     * @param keep how long the figures of a day are kept after it
     */
    StatisticsSteps(RedisLink redis, Duration keep) {
        this.redis = redis;
        this.keep = keep;
    }

    /** Whether the step was done; false if it was left. */
    CompletionStage<Boolean> give(FigureStep step) {
        Asked asked = new Asked(step, new CompletableFuture<>());
        synchronized (gathered) {
            gathered.add(asked);
            if (underWay) {
                return asked.answer;
            }
            underWay = true;
        }
        askNext();
        return asked.answer;
    }

    private void askNext() {
        List<Asked> together = next();
        if (!together.isEmpty()) {
            var _ =
                    ask(together)
                            .whenComplete((answers, failure) -> {
                                askNext();
                                answer(together, answers, failure);
                            });
        }
    }

    private List<Asked> next() {
        synchronized (gathered) {
            List<Asked> together = new ArrayList<>();
            while (together.size() < TOGETHER_MAX && !gathered.isEmpty()) {
                together.add(gathered.remove());
            }
            underWay = !together.isEmpty();
            return together;
        }
    }

    private CompletionStage<List<Object>> ask(List<Asked> together) {
        StepWords words = new StepWords(keep);
        together.forEach(each -> words.add(each.step));
        try {
            return redis.fcall(
                    "zarang_statistics_steps",
                    ScriptOutputType.MULTI,
                    LIMIT,
                    words.keys(),
                    words.args());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void answer(
            List<Asked> together, @Nullable List<Object> answers, @Nullable Throwable failure) {
        for (int i = 0; i < together.size(); i++) {
            if (answers == null) {
                together.get(i)
                        .answer
                        .completeExceptionally(
                                failure == null ? new IllegalStateException("no answer") : failure);
            } else {
                together.get(i).answered(answers.get(i));
            }
        }
    }
}
