package zarang.routing.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.Subject;

/**
 * Where it is kept for all processes and over restarts what is set live. Returns at once; stages
 * complete on any thread and fail while the store is away.
 */
interface LiveStore {
    /** Was anything, or nothing. */
    Optional<String> WHATEVER = Optional.of("*");

    /**
     * All there is, by the text of what it is set of, such as {@code queue:sales}; as {@link
     * LiveValues#text} writes it.
     */
    CompletionStage<Map<String, String>> all();

    /**
     * Sets one, if it is still what it was.
     *
     * @param was empty: nothing; {@link #WHATEVER}
     * @param now empty: nothing
     * @return false: it was something else, and stays
     */
    CompletionStage<Boolean> set(Subject place, Optional<String> was, Optional<String> now);
}
