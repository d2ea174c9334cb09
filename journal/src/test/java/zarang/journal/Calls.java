package zarang.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.journal.CallFact;
import zarang.call.journal.CallTimes;
import zarang.call.journal.JournalEntry;

/** Entries of plausible calls. */
public final class Calls {
    static final Instant START = Instant.parse("2026-03-21T08:00:00Z");
    static final PhoneNumber NUMBER = new PhoneNumber("+989121234567");

    private Calls() {}

    public static CallId id() {
        return CallId.next(START, ThreadLocalRandom.current());
    }

    /** The n-th entry of a call: a start, menu choices, and no end. */
    public static JournalEntry entry(CallId call, int n) {
        return entry(
                call,
                n,
                n == 1
                        ? new CallFact.CallStarted(Optional.of(NUMBER), "1000", "lab", "hotline", 1)
                        : new CallFact.IvrInput("menu", Integer.toString(n)));
    }

    /** The n-th entry of a call, n seconds after its start. */
    public static JournalEntry entry(CallId call, int n, CallFact fact) {
        return new JournalEntry(call + "." + n, call, START.plusSeconds(n), fact);
    }

    static CallFact identified() {
        return new CallFact.CallerIdentified(new MemberId("m1"), Tier.GOLD);
    }

    static CallFact answered() {
        return new CallFact.CallAnswered(new QueueName("sales"), new AgentId("2001"), 1500);
    }

    static CallFact ended() {
        return new CallFact.CallEnded(
                Optional.of(new MemberId("m1")),
                Optional.of(NUMBER),
                Optional.of(new QueueName("sales")),
                true,
                new CallTermination(
                        CallTermination.Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "bye"),
                new CallTimes(60_000, 45_000, 30_000, 1500));
    }
}
