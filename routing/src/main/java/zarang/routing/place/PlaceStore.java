package zarang.routing.place;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where places lie while the callers wait: texts by call. Nothing waits; may fail. */
interface PlaceStore {
    CompletionStage<Map<String, String>> all();

    /**
     * Keeps it; in the same step all of it is to be forgotten after {@code span}, unless {@link
     * #keepFor} says another.
     */
    CompletionStage<?> put(String call, String place, Duration span);

    CompletionStage<?> remove(List<String> calls);

    /** All of it is forgotten after {@code span} unless this is said again. */
    CompletionStage<?> keepFor(Duration span);
}
