package zarang.ivr.limit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where tries are counted, for all processes and over restarts. Control loop; returns at once.
 * Stages complete on any thread and fail while the place is away.
 */
interface Tries {
    /**
     * What is allowed.
     *
     * @param most tries, 1 to 1000
     * @param within of the first try
     * @param lockedFor from the last allowed try on, no other is
     */
    record Terms(int most, Duration within, Duration lockedFor) {}

    /** Counts a try of {@code who} and says whether it is allowed. */
    CompletionStage<Boolean> count(String limit, String who, Terms terms);

    /** Forgets all tries of {@code who}; harmless if there are none. */
    CompletionStage<@Nullable Void> clear(String limit, String who);
}
