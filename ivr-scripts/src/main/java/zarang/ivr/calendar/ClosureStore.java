package zarang.ivr.calendar;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where closures are kept for all processes and over restarts. Control loop; returns at once.
 * Stages complete on any thread and fail while the store is away.
 */
interface ClosureStore {
    /** All closures there are, by calendar, as {@link ClosureText} writes them. */
    CompletionStage<Map<String, String>> all();

    CompletionStage<@Nullable Void> put(String calendar, String closure);

    /** Harmless if there is none. */
    CompletionStage<@Nullable Void> remove(String calendar);
}
