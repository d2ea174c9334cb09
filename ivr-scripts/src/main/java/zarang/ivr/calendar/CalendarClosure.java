package zarang.ivr.calendar;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody closed a calendar, whatever its hours say.
 *
 * @param by who, such as {@code phone +989121234567}, {@code agent 2001} or a key of the API
 * @param until when it ends by itself; empty: when somebody opens
 * @param reason for people; may be empty
 */
public record CalendarClosure(String by, Instant at, Optional<Instant> until, String reason) {
    boolean counts(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
