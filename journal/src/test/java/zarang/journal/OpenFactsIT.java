package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallMark;
import zarang.call.fact.CallStarted;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.FactWriter;
import zarang.call.fact.IvrInput;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.journal.spool.Spool;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/**
 * Facts that the journal has never heard of, subjects that are no calls, texts of other versions.
 */
class OpenFactsIT {
    private static final FactTypes TODAY = Calls.and(TeaWasMade.TYPE, LineWasHeld.TYPE);
    private static final Subject ANN = Subject.of(new AgentId("2001"));

    @TempDir Path folder;
    private TestRedis redis;
    private RedisLink link;

    /** Something of a later version that cannot be before the answer. */
    private record LineWasHeld() implements Fact {
        static final FactType<LineWasHeld> TYPE =
                FactType.of("line.was-held", LineWasHeld.class, from -> new LineWasHeld())
                        .marks(CallMark.ANSWERED);

        @Override
        public FactType<LineWasHeld> type() {
            return TYPE;
        }

        @Override
        public void write(FactWriter to) {}
    }

    /** Keeps the numbers of what it gets, by subject. */
    private static final class Numbers implements JournalConsumer {
        final List<String> got = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public void accept(StoredEntry entry, long sequence) {
            got.add(entry.subject() + "#" + sequence);
        }
    }

    @BeforeEach
    void startRedis() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));
        Waiting.until(link::isUp);
    }

    @AfterEach
    void stopRedis() throws IOException {
        link.close();
        redis.close();
    }

    private JournalSettings settings() {
        return Calls.inOrder("n1", SpoolSettings.in(folder.resolve("n1")));
    }

    private RedisJournal open(FactTypes types) throws IOException {
        return RedisJournal.open(settings(), link, Waiting.clock(), types);
    }

    private static JournalEntry tea(int n) {
        return tea(n, Calls.START.plusSeconds(n));
    }

    private static JournalEntry tea(int n, Instant at) {
        return new JournalEntry("tea." + n, ANN, at, new TeaWasMade("green " + n));
    }

    @Test
    void aFactThatNobodyKnowsByNameGoesAllTheWay() throws Exception {
        Keeper keeper = new Keeper();
        try (RedisJournal journal = open(TODAY)) {
            journal.consume(keeper);
            journal.append(tea(1));
            Waiting.until(() -> keeper.got.size() == 1);
        }
        StoredEntry came = keeper.got.getFirst();
        assertThat(came.subject()).isEqualTo(ANN);
        assertThat(came.as(TeaWasMade.TYPE)).contains(new TeaWasMade("green 1"));
        assertThat(came.data()).isEqualTo("{\"kind\":\"green 1\"}");
    }

    @Test
    void entriesAboutAnAgentAreNumberedOverTheDaysAndKnownAgain() throws Exception {
        Numbers numbers = new Numbers();
        CallId call = Calls.id();
        Instant midnight = Instant.parse("2026-03-22T00:00:00Z");
        try (RedisJournal journal = open(TODAY)) {
            journal.consume(numbers);
            for (int n = 1; n <= 6; n++) {
                JournalEntry entry = tea(n, midnight.plusSeconds(60L * (n - 4)));
                journal.append(entry);
                journal.append(entry); // a repetition changes nothing
            }
            journal.append(Calls.entry(call, 1));
            Waiting.until(() -> numbers.got.size() >= 7);
        }
        assertThat(numbers.got)
                .containsExactly(
                        "agent:2001#1",
                        "agent:2001#2",
                        "agent:2001#3",
                        "agent:2001#4",
                        "agent:2001#5",
                        "agent:2001#6",
                        "call:" + call + "#1");
        List<String> keys =
                link.async().keys("{journal}:o*:agent:2001*").toCompletableFuture().join();
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "{journal}:of:agent:2001:20533",
                        "{journal}:of:agent:2001:20534",
                        "{journal}:order:agent:2001");
        for (String key : keys) {
            assertThat(link.async().ttl(key).toCompletableFuture().join())
                    .as("%s goes by itself", key)
                    .isBetween(1L, Duration.ofDays(14).toSeconds());
        }
    }

    @Test
    void anOlderVersionBetweenTwoNewerOnesPassesOnWhatItHasNeverHeardOf() throws Exception {
        CallId call = Calls.id();
        redis.pause();
        try (RedisJournal newer = open(TODAY)) {
            newer.append(Calls.entry(call, 1));
            newer.append(Calls.entry(call, 2, new LineWasHeld()));
            newer.append(tea(1));
            newer.append(tea(2));
            Waiting.until(() -> newer.figures().spoolEntries() == 4);
        }
        redis.resume();
        Keeper old = new Keeper();
        try (RedisJournal older = open(Calls.TYPES)) {
            older.consume(old);
            Waiting.until(() -> old.has(call, CallEnded.TYPE));
            assertThat(old.ids()).contains(call + ".1").doesNotContain("tea.1", "tea.2");
            assertThat(old.end(call).answered())
                    .as("what the fact says of its call travels with it")
                    .isTrue();
            assertThat(older.figures().lost()).isZero();
            assertThat(older.figures().parkedOnDisk()).isZero();
            assertThat(older.figures().consumers().getFirst().unread()).isEqualTo(3);
        }
        Keeper fresh = new Keeper();
        try (RedisJournal newer = open(TODAY)) {
            newer.consume(fresh);
            Waiting.until(() -> fresh.got.size() == 3);
        }
        assertThat(fresh.ids()).containsExactly(call + ".2", "tea.1", "tea.2");
        assertThat(link.async().xlen("{journal}:unread:keeper").toCompletableFuture().join())
                .isZero();
    }

    @Test
    void whatTheVersionBeforeLeftInTheSpoolAndInTheStreamIsRead() throws Exception {
        CallId call = Calls.id();
        CallId streamed = Calls.id();
        try (Spool spool = Spool.open(settings().spool(), Waiting.clock())) {
            spool.append(
                    before(
                            call,
                            "1",
                            "call.started",
                            "{\"caller\":\"+989121234567\",\"called\":\"1000\",\"trunk\":\"lab\","
                                    + "\"script\":\"hotline\",\"scriptVersion\":1}"),
                    true);
            spool.append(before(call, "2", "call.answering", "{}"), true);
            spool.append(
                    before(call, "3", "caller.identified", "{\"member\":\"m1\",\"tier\":\"gold\"}"),
                    true);
            spool.flush(0);
        }
        String json =
                new String(
                        before(streamed, "1", "ivr.input", "{\"step\":\"m\",\"outcome\":\"1\"}"),
                        UTF_8);
        link.async()
                .xadd("{journal}:stream", Map.of("seq", "1", "json", json))
                .toCompletableFuture()
                .join();
        Keeper keeper = new Keeper();
        try (RedisJournal journal = open(TODAY)) {
            journal.consume(keeper);
            Waiting.until(() -> keeper.has(call, CallEnded.TYPE));
        }
        assertThat(keeper.ids())
                .containsExactly(
                        streamed + ".1", call + ".1", call + ".3", call + ".server-failure");
        assertThat(keeper.got.get(0).as(IvrInput.TYPE)).contains(new IvrInput("m", "1"));
        assertThat(keeper.got.get(1).as(CallStarted.TYPE))
                .contains(new CallStarted(Optional.of(Calls.NUMBER), "1000", "lab", "hotline", 1));
        CallEnded end = keeper.end(call);
        assertThat(end.answered()).as("the intent of the version before").isTrue();
        assertThat(end.caller()).contains(Calls.NUMBER);
        assertThat(end.member().map(Object::toString)).contains("m1");
    }

    private static byte[] before(CallId call, String n, String type, String data) {
        return ("{\"v\":1,\"id\":\""
                        + call
                        + "."
                        + n
                        + "\",\"call\":\""
                        + call
                        + "\",\"at\":\"2026-03-21T08:00:00Z\",\"type\":\""
                        + type
                        + "\",\"data\":"
                        + data
                        + "}")
                .getBytes(UTF_8);
    }

    @Test
    void theStreamHoldsTheVeryTextThatLiesInTheSpool() throws Exception {
        redis.pause();
        byte[] spooled;
        try (RedisJournal journal = open(TODAY)) {
            journal.append(tea(1));
            Waiting.until(() -> journal.figures().spoolEntries() == 1);
        }
        try (Spool spool = Spool.open(settings().spool(), Waiting.clock())) {
            spooled = spool.peek(10).payloads().getFirst();
        }
        redis.resume();
        try (RedisJournal journal = open(TODAY)) {
            Waiting.until(() -> journal.figures().spoolEntries() == 0);
        }
        String text = new String(spooled, UTF_8);
        String streamed =
                link.async()
                        .xrange("{journal}:stream", io.lettuce.core.Range.unbounded())
                        .toCompletableFuture()
                        .join()
                        .getFirst()
                        .getBody()
                        .get("json");
        assertThat(text).contains(",\"mark\":\"\",\"data\":");
        assertThat(streamed).isEqualTo(text.replace("\"mark\":\"\",", ""));
    }

    @Test
    void numbersBeginAnewWhenNothingWasHeardOfASubjectForLong() throws Exception {
        Numbers numbers = new Numbers();
        try (RedisJournal journal = open(TODAY)) {
            journal.consume(numbers);
            journal.append(tea(1));
            journal.append(tea(2));
            Waiting.until(() -> numbers.got.size() == 2);
            link.async().del("{journal}:order:agent:2001").toCompletableFuture().join();
            journal.append(tea(3));
            Waiting.until(() -> numbers.got.size() == 3);
        }
        assertThat(numbers.got)
                .containsExactlyElementsOf(
                        LongStream.of(1, 2, 1).mapToObj(n -> "agent:2001#" + n).toList());
    }
}
