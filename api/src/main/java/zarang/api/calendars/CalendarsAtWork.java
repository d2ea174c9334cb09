package zarang.api.calendars;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The calendars as an admin sees and closes them. Any thread; returns at once. */
public interface CalendarsAtWork {
    /**
     * What a calendar says of a moment.
     *
     * @param state the outcome of a script's {@code hours}, such as {@code closed-now}
     * @param why in words
     * @param closes when it closes, if it is open and that is known
     * @param opens when it opens next, if it is not and that is known
     * @param shown the same two in words, by its own clock and the Jalali calendar; may be empty
     */
    record Saying(
            String name,
            String title,
            String zone,
            String state,
            String why,
            Optional<Instant> closes,
            Optional<Instant> opens,
            String shown,
            Optional<Closed> closed) {}

    /** Who closed it, and until when; empty: until somebody opens. */
    record Closed(String by, Instant at, Optional<Instant> until, String reason) {}

    /** All calendars, by name, as they are now. */
    CompletionStage<List<Saying>> all();

    /**
     * One, now or at another moment; empty if there is none of that name.
     *
     * @param at empty: now
     */
    CompletionStage<Optional<Saying>> one(String name, Optional<Instant> at);

    /**
     * Closes one; false if there is none of that name. Fails if it cannot be kept.
     *
     * @param until empty: until somebody opens
     */
    CompletionStage<Boolean> close(String name, String by, Optional<Instant> until, String reason);

    /** Ends its closure, if there is one; false if there is none of that name. */
    CompletionStage<Boolean> open(String name, String by);
}
