package zarang.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.journal.CallFact;
import zarang.call.journal.CallTimes;
import zarang.call.journal.JournalEntry;
import zarang.call.recording.RecordedTalk;

/** Facts of every kind with arbitrary content. */
public final class Facts {
    private static final String LETTERS = "aZ0 \"\\\n\u0000\u200cزرنگ😀{}:,";

    private final RandomGenerator random;

    public Facts(RandomGenerator random) {
        this.random = random;
    }

    /** An entry whose fact may be of any kind. */
    public JournalEntry entry() {
        Instant at = time();
        return new JournalEntry(text(), CallId.next(at, random), at, fact());
    }

    /** A fact of any kind. */
    public CallFact fact() {
        List<CallFact> kinds = everyKind();
        return kinds.get(random.nextInt(kinds.size()));
    }

    /** One fact of each kind. */
    public List<CallFact> everyKind() {
        return List.of(
                new CallFact.CallStarted(maybe(number()), text(), text(), text(), random.nextInt()),
                new CallFact.CallAnswering(),
                new CallFact.CallConnected(),
                new CallFact.CallerIdentified(member(), tier()),
                new CallFact.IvrInput(text(), text()),
                new CallFact.QueueJoined(queue(), tier(), random.nextInt()),
                new CallFact.QueueLeft(queue(), text(), random.nextLong()),
                new CallFact.AgentOffered(queue(), agent()),
                new CallFact.OfferFailed(queue(), agent(), text()),
                new CallFact.CallAnswered(queue(), agent(), random.nextLong()),
                new CallFact.RecordingReady(
                        text(),
                        text(),
                        random.nextLong(),
                        text(),
                        random.nextBoolean(),
                        maybe(
                                new RecordedTalk(
                                        queue(),
                                        agent(),
                                        any(RecordedTalk.Direction.values()),
                                        time(),
                                        maybe(time()),
                                        time()))),
                new CallFact.CallEnded(
                        maybe(member()),
                        maybe(number()),
                        maybe(queue()),
                        random.nextBoolean(),
                        new CallTermination(
                                any(CallTermination.Result.values()),
                                any(Party.values()),
                                any(Cause.values()),
                                text()),
                        times()),
                new CallFact.PointsAwarded(
                        member(),
                        text(),
                        new Points(random.nextLong()),
                        new Points(random.nextLong())));
    }

    private CallTimes times() {
        return new CallTimes(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private PhoneNumber number() {
        return new PhoneNumber("+98912" + random.nextInt(1_000_000, 9_999_999));
    }

    private MemberId member() {
        return new MemberId("m" + random.nextInt(1_000_000));
    }

    private Tier tier() {
        return any(new Tier[] {Tier.BRONZE, Tier.SILVER, Tier.GOLD});
    }

    private QueueName queue() {
        return new QueueName("q" + random.nextInt(100));
    }

    private AgentId agent() {
        return new AgentId(Integer.toString(random.nextInt(1000, 9999)));
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1 << 29));
    }

    private String text() {
        int[] points = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
