package zarang.routing.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.Subject;

/** Where the figures are kept, for all processes. Any thread; nothing waits; stages may fail. */
interface StatisticsStore {
    /**
     * Has an effect, unless it was had.
     *
     * @param subject whose marks
     * @return whether it is new
     */
    CompletionStage<Boolean> once(Subject subject, Effect effect);

    /** The marks of a subject, with their notes. */
    CompletionStage<Map<String, String>> marks(Subject subject);

    /** What is kept of an agent; empty if nothing is. */
    CompletionStage<Optional<String>> agent(String name);

    /**
     * Keeps something else of an agent, and adds to the figures; nothing if {@code was} is not what
     * is kept.
     *
     * @param was empty: nothing is kept yet
     */
    CompletionStage<Boolean> swap(
            String agent, Optional<String> was, String next, List<Addition> additions);

    /**
     * This process runs.
     *
     * @param started since when it does
     */
    CompletionStage<Boolean> beat(Instant now, Instant started);

    /** When no process ran, the latest last. */
    CompletionStage<List<Gap>> gaps();

    /** Of whom there are figures of a day. */
    CompletionStage<Set<Measured>> of(Measured.Kind kind, long utcDay);

    /**
     * The figures of one hour, by quarter and name.
     *
     * @param hour since 1970
     */
    CompletionStage<Map<String, Long>> hour(Measured of, long hour);

    /** How {@link #hour} names a figure. */
    static String field(long quarter, String figure) {
        return Math.floorMod(quarter, Quarters.AN_HOUR) + ":" + figure;
    }
}
