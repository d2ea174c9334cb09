package zarang.call.journal;

import java.time.Instant;
import zarang.call.CallId;

/**
 * A fact with its identity.
 *
 * @param id says the same thing for the same happening, however often it is written: a second entry
 *     with this id changes nothing. At most 100 characters.
 * @param at when it happened
 */
public record JournalEntry(String id, CallId call, Instant at, CallFact fact) {}
