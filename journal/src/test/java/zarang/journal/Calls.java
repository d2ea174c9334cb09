package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTimes;
import zarang.call.fact.CallerIdentified;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.FactsOfCall;
import zarang.call.fact.IvrInput;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.journal.spool.SpoolSettings;

/** Entries of plausible calls. */
public final class Calls {
    static final FactTypes TYPES = new FactTypes(FactsOfCall.TYPES);
    static final Instant START = Instant.parse("2026-03-21T08:00:00Z");
    static final PhoneNumber NUMBER = new PhoneNumber("+989121234567");

    private Calls() {}

    /** The facts of calls and others. */
    static FactTypes and(FactType<?>... others) {
        return new FactTypes(Stream.concat(FactsOfCall.TYPES.stream(), Stream.of(others)).toList());
    }

    public static CallId id() {
        return CallId.next(START, ThreadLocalRandom.current());
    }

    /** The n-th entry of a call: a start, menu choices, and no end. */
    public static JournalEntry entry(CallId call, int n) {
        return entry(
                call,
                n,
                n == 1
                        ? new CallStarted(Optional.of(NUMBER), "1000", "lab", "hotline", 1)
                        : new IvrInput("menu", Integer.toString(n)));
    }

    /** The n-th entry of a call, n seconds after its start. */
    public static JournalEntry entry(CallId call, int n, Fact fact) {
        return new JournalEntry(call + "." + n, call, START.plusSeconds(n), fact);
    }

    /** The n-th entry of a call as a consumer gets it: it went through the journal's own text. */
    public static StoredEntry stored(CallId call, int n) {
        return stored(entry(call, n));
    }

    /** An entry as a consumer gets it. */
    public static StoredEntry stored(JournalEntry entry) {
        return stored(entry, TYPES);
    }

    /** The same, where others are known than the facts of a call. */
    public static StoredEntry stored(JournalEntry entry, FactTypes types) {
        EntryReader reader = new EntryReader(types);
        try {
            String line = new String(new JournalCodec().encode(entry), UTF_8);
            return reader.fromStream(reader.fromSpool(line).line());
        } catch (UnreadableEntryException e) {
            throw new AssertionError(e);
        }
    }

    static Fact identified() {
        return new CallerIdentified(new MemberId("m1"), Tier.GOLD);
    }

    static Fact answered() {
        return new CallAnswered(
                new QueueName("sales"), new AgentId("2001"), 1500, Optional.empty());
    }

    static Fact ended() {
        return new CallEnded(
                Optional.of(new MemberId("m1")),
                Optional.of(NUMBER),
                Optional.of(new QueueName("sales")),
                true,
                new CallTermination(
                        CallTermination.Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "bye"),
                new CallTimes(60_000, 45_000, 30_000, 1500));
    }

    /** How long a stop tries to reach a Redis that does not answer. */
    static final Duration DRAIN = Duration.ofSeconds(1);

    /**
     * One partition: consumers get entries in the stream's order, also those of different calls.
     */
    static JournalSettings inOrder(String node, SpoolSettings spool) {
        return new JournalSettings(node, spool, 65_536, Duration.ofDays(7), 10, 10_000, 1, DRAIN);
    }
}
