package zarang.ivr.calendar;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * What a calendar says of a moment.
 *
 * @param why in words, for an admin
 * @param title of the holiday, the exception or the closure; may be empty
 * @param closes when it closes, if it is open and that is within a week or so
 * @param opens when it opens next, if it is not open and that is known
 */
public record CalendarVerdict(
        State state,
        String why,
        String title,
        Optional<ZonedDateTime> closes,
        Optional<ZonedDateTime> opens) {
    public enum State {
        OPEN,
        /** Outside its hours. */
        CLOSED,
        /** Outside its hours, on a holiday. */
        HOLIDAY,
        /** Somebody closed it. */
        CLOSED_NOW
    }
}
