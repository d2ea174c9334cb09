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
import zarang.call.journal.CallTimes;
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
                        member, caller, Optional.empty(), answered, TERMINATION, times()));
    }

    /** As far as is known: between facts, by a wall clock that may have been set. */
    private CallTimes times() {
        return new CallTimes(
                span(startedAt),
                connectedSince.map(this::span).orElse(0L),
                talkingSince.map(this::span).orElse(0L),
                0);
    }

    private long span(Instant since) {
        return Math.max(0, Duration.between(since, lastAt).toMillis());
    }
}
