package zarang.journal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTimes;
import zarang.call.fact.UnreadableEntryException;
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

    /**
     * Reads what the library keeps of an open call.
     *
     * @param alive when its process was last heard of, ms, or empty
     * @throws UnreadableEntryException a part of it is damaged
     */
    static OpenCall read(JsonMapper mapper, String call, String stored, String alive)
            throws UnreadableEntryException {
        try {
            JsonNode known = mapper.readTree(stored);
            Instant last = time(known, "lastAt").orElseThrow();
            Optional<Instant> heard =
                    alive.isEmpty() ? Optional.empty() : Optional.of(millis(alive));
            return new OpenCall(
                    new CallId(call),
                    time(known, "startedAt").orElse(last),
                    heard.filter(last::isBefore).orElse(last),
                    text(known, "member").map(MemberId::new),
                    text(known, "caller").map(PhoneNumber::new),
                    known.path("answered").asBoolean(false),
                    time(known, "connectedAt"),
                    time(known, "talkAt"));
        } catch (JacksonException
                | IllegalArgumentException
                | NoSuchElementException
                | DateTimeException e) {
            // not the message: it may quote a caller's number
            throw new UnreadableEntryException("damaged: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<String> text(JsonNode known, String name) {
        JsonNode value = known.get(name);
        return value == null ? Optional.empty() : Optional.of(value.asString());
    }

    private static Optional<Instant> time(JsonNode known, String name) {
        return text(known, name).map(OpenCall::millis);
    }

    private static Instant millis(String ms) {
        return Instant.ofEpochMilli(Long.parseLong(ms));
    }

    /** The end that a dead process could not write; the same entry however often it is made. */
    JournalEntry end() {
        return new JournalEntry(
                call + ".server-failure",
                call,
                lastAt,
                new CallEnded(member, caller, Optional.empty(), answered, TERMINATION, times()));
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
