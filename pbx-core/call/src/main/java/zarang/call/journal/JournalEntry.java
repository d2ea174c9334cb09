package zarang.call.journal;

import java.time.Instant;
import zarang.call.CallId;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;

/**
 * A fact with its identity.
 *
 * @param id says the same thing for the same happening, however often it is written: a second entry
 *     with this id, about the same subject and of the same time, changes nothing. At most 100
 *     characters.
 * @param subject whom it is about
 * @param at when it happened
 */
public record JournalEntry(String id, Subject subject, Instant at, Fact fact) {
    /** About a call. */
    public JournalEntry(String id, CallId call, Instant at, Fact fact) {
        this(id, Subject.of(call), at, fact);
    }
}
