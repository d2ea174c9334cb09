package zarang.routing.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where it is kept for all processes and over restarts what is set live. Returns at once; stages
 * complete on any thread and fail while the store is away.
 */
interface LiveQueueStore {
    /** Was anything, or nothing. */
    Optional<String> WHATEVER = Optional.of("*");

    /** All there is, by the name of the queue, as {@link LiveQueue#text} writes it. */
    CompletionStage<Map<String, String>> all();

    /**
     * Sets one, if it is still what it was.
     *
     * @param was empty: nothing; {@link #WHATEVER}
     * @param now empty: nothing
     * @return false: it was something else, and stays
     */
    CompletionStage<Boolean> set(String queue, Optional<String> was, Optional<String> now);
}
