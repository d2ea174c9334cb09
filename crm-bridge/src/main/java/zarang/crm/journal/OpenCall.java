package zarang.crm.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.journal.CallFact;
import zarang.call.journal.JournalEntry;

/**
 * A call that began and has not ended, as far as the journal knows.
 *
 * @param lastAt when it, or its process, was last heard of
 * @param answered whether the hotline answered
 * @param connectedSince when the hotline answered; empty where only {@code answered} is known
 * @param talkingSince when an agent first answered
 */
public record OpenCall(
        CallId call,
        Instant startedAt,
        Instant lastAt,
        Optional<MemberId> member,
        Optional<PhoneNumber> caller,
        boolean answered,
        Optional<Instant> connectedSince,
        Optional<Instant> talkingSince) {
    private static final CallTermination TERMINATION =
            new CallTermination(
                    CallTermination.Result.FAILED,
                    Party.ZARANG,
                    Cause.SERVER_FAILURE,
                    "server-failure");

    /** The end that a dead process could not write; the same entry however often it is made. */
    JournalEntry end() {
        return new JournalEntry(
                call + ".server-failure",
                call,
                lastAt,
                new CallFact.CallEnded(
                        member,
                        caller,
                        answered,
                        TERMINATION,
                        sinceMs(Optional.of(startedAt)),
                        sinceMs(connectedSince),
                        sinceMs(talkingSince)));
    }

    private long sinceMs(Optional<Instant> begin) {
        return begin.map(at -> Duration.between(at, lastAt).toMillis()).orElse(0L);
    }
}
