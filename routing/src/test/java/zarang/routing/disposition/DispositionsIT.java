package zarang.routing.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.QueueName;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTalked;
import zarang.call.fact.CallTimes;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.plan.AgentCode;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** CC17: what agents say their talks came to, in a real Redis that two processes share. */
@TestInstance(Lifecycle.PER_CLASS)
final class DispositionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final QueueName SALES = new QueueName("sales");
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");
    private static final CallId CALL = new CallId("01J00000000000000000000000");
    private static final CallId OTHER = new CallId("01J00000000000000000000001");
    private static final Disposition SOLD = new Disposition("sold", "Sold", List.of(SALES), false);
    private static final Disposition LATER =
            new Disposition("later", "Wants to think", List.of(), false);
    private static final Disposition REPAIR =
            new Disposition("repair", "Repair", List.of(new QueueName("support")), true);

    private final VirtualLoop loop = new VirtualLoop();
    private final Map<String, JournalEntry> told = new ConcurrentHashMap<>();
    private volatile boolean journalAway;
    private TestRedis redis;
    private RedisLink link;

    private final Journal journal =
            entry -> {
                if (journalAway) {
                    return CompletableFuture.failedFuture(new EntryLostException("away"));
                }
                JournalEntry before = told.putIfAbsent(entry.id(), entry);
                assertThat(before).isIn(null, entry);
                return CompletableFuture.completedFuture(entry);
            };

    @BeforeAll
    void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Dispositions.library()));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterAll
    void stop() throws Exception {
        link.close();
        redis.close();
    }

    @BeforeEach
    void empty() throws Exception {
        of(link.run(LIMIT, commands -> commands.flushdb()));
        told.clear();
        journalAway = false;
    }

    private static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Dispositions process() {
        return new Dispositions(
                loop,
                link,
                journal,
                new DispositionSettings(
                        List.of(SOLD, LATER, REPAIR), Duration.ofMinutes(30), false));
    }

    /** An entry as a consumer gets it. */
    private record Written(CallId call, Fact fact) implements StoredEntry {
        @Override
        public String id() {
            return "x";
        }

        @Override
        public Subject subject() {
            return Subject.of(call);
        }

        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public String timestamp() {
            return at().toString();
        }

        @Override
        public FactType<?> type() {
            return fact.type();
        }

        @Override
        public String data() {
            return "{}";
        }

        @Override
        public <F> Optional<F> as(FactType<F> type) {
            return type.equals(fact.type())
                    ? Optional.of(type.kind().cast(fact))
                    : Optional.empty();
        }
    }

    private void happens(CallId call, Fact fact) throws Exception {
        process().talks().accept(new Written(call, fact), 1);
    }

    private void annAnswers(CallId call) throws Exception {
        happens(call, new CallAnswered(SALES, ANN, 10, Optional.empty()));
    }

    private static CallEnded ended() {
        return new CallEnded(
                Optional.empty(),
                Optional.empty(),
                Optional.of(SALES),
                true,
                new CallTermination(Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "x"),
                new CallTimes(1, 1, 1, 1));
    }

    private Dispositions.Answer says(CallId call, Disposition code, String notes) throws Exception {
        return of(process().set(call, code, notes, "api desk"));
    }

    private long untold() throws Exception {
        return of(link.run(LIMIT, c -> c.hlen("{dispositions}:untold")));
    }

    /** As of an entry that was parked, and is taken in once Redis or disk is well again. */
    @Test
    void aTalkThatIsHeardOfLateKeepsItsCallNoLongerAndIsNobodysLast() throws Exception {
        annAnswers(CALL);
        happens(CALL, ended());
        annAnswers(OTHER);
        happens(CALL, talked(ANN));
        happens(CALL, talked(BOB));
        assertThat(msLeft()).isLessThanOrEqualTo(Duration.ofMinutes(30).toMillis());
        RedisDispositions kept = new RedisDispositions(link);
        assertThat(of(kept.last(ANN))).contains(OTHER);
        assertThat(of(kept.last(BOB))).contains(CALL);
    }

    private static CallTalked talked(AgentId agent) {
        return new CallTalked(
                Optional.of(agent), Optional.of(SALES), Optional.empty(), Direction.INBOUND, 9, 0);
    }

    private long msLeft() throws Exception {
        return of(link.run(LIMIT, c -> c.pttl("{dispositions}:call:" + CALL)));
    }

    @Test
    void whatIsSaidIsKeptForAllProcessesAndToldToTheJournalOnce() throws Exception {
        annAnswers(CALL);
        Dispositions.Answer answer = says(CALL, SOLD, "two of them");
        assertThat(answer.result()).isEqualTo(DispositionResult.SAID);
        DisposedCall.Said said = of(process().one(CALL)).flatMap(DisposedCall::said).orElseThrow();
        assertThat(said)
                .isEqualTo(
                        new DisposedCall.Said(
                                "sold", "two of them", "api desk", loop.instant(), 1));
        assertThat(says(CALL, SOLD, "two of them").result())
                .as("the same again")
                .isEqualTo(DispositionResult.SAME);
        await().until(() -> untold() == 0);
        assertThat(told.values())
                .extracting(JournalEntry::fact)
                .containsExactly(
                        new CallDisposed(
                                ANN, Optional.of(SALES), "sold", "two of them", "api desk", 1));
    }

    @Test
    void whatIsSaidOtherwiseIsTheNextRevision() throws Exception {
        annAnswers(CALL);
        says(CALL, SOLD, "");
        Dispositions.Answer changed = says(CALL, LATER, "calls back on Monday");
        assertThat(changed.call().flatMap(DisposedCall::said).orElseThrow().revision())
                .isEqualTo(2);
        await().until(() -> untold() == 0);
        assertThat(told).containsOnlyKeys(CALL + ".disposed.1", CALL + ".disposed.2");
    }

    @Test
    void whatAProcessThatDiedCouldNotTellAnotherOneTells() throws Exception {
        annAnswers(CALL);
        journalAway = true;
        assertThat(says(CALL, SOLD, "").result()).isEqualTo(DispositionResult.SAID);
        assertThat(told).isEmpty();
        assertThat(untold()).isEqualTo(1);
        journalAway = false;
        try (Dispositions other = Dispositions.open(loop, link, journal, process().settings())) {
            loop.settle();
            await().until(() -> untold() == 0);
            assertThat(told).containsOnlyKeys(CALL + ".disposed.1");
            assertThat(other.untold()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void itCanBeSaidForAWhileAfterTheCallAndOfNoCallWithoutATalk() throws Exception {
        assertThat(says(CALL, LATER, "").result()).isEqualTo(DispositionResult.NO_CALL);
        annAnswers(CALL);
        happens(CALL, ended());
        assertThat(msLeft())
                .isBetween(Duration.ofMinutes(29).toMillis(), Duration.ofMinutes(30).toMillis());
        assertThat(says(CALL, LATER, "").result()).isEqualTo(DispositionResult.SAID);
        assertThat(msLeft()).as("not for ever, once said").isPositive();
        happens(OTHER, ended());
        assertThat(says(OTHER, LATER, "").result())
                .as("a call that nobody answered")
                .isEqualTo(DispositionResult.NO_CALL);
    }

    @Test
    void codeOfAnotherQueueIsRefusedAndOneForAllIsNot() throws Exception {
        annAnswers(CALL);
        assertThat(says(CALL, REPAIR, "x").result()).isEqualTo(DispositionResult.OTHER_QUEUE);
        happens(OTHER, new CallDialled(BOB, Optional.empty(), "busy"));
        assertThat(says(OTHER, LATER, "").result()).isEqualTo(DispositionResult.NO_CALL);
        happens(OTHER, new CallDialled(BOB, Optional.empty(), "answered"));
        assertThat(says(OTHER, SOLD, "").result())
                .as("it came out of no queue")
                .isEqualTo(DispositionResult.OTHER_QUEUE);
        assertThat(says(OTHER, LATER, "").call().orElseThrow().agent()).isEqualTo(BOB);
    }

    @Test
    void whoTalkedLastIsWhoseTalkItIs() throws Exception {
        annAnswers(CALL);
        happens(CALL, new CallDialled(ANN, Optional.of(BOB), "answered"));
        assertThat(of(process().one(CALL)).orElseThrow().agent()).as("consulted").isEqualTo(ANN);
        happens(CALL, new CallTransferred(Optional.of(ANN), Optional.of(BOB), true));
        DisposedCall call = of(process().one(CALL)).orElseThrow();
        assertThat(call.agent()).isEqualTo(BOB);
        assertThat(call.queue()).contains(SALES);
        assertThat(of(process().isLastOf(BOB, CALL))).isTrue();
        happens(OTHER, new CallAnswered(SALES, BOB, 10, Optional.empty()));
        assertThat(of(process().isLastOf(BOB, CALL))).isFalse();
    }

    private String dials(AgentId agent, int number) throws Exception {
        return ((ServiceAnswer.Given)
                        of(
                                new DispositionCode(process())
                                        .ask(
                                                new ServiceQuestion(
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.of(agent),
                                                        Map.of(
                                                                AgentCode.NUMBER,
                                                                new ScriptValue.Decimal(
                                                                        BigDecimal.valueOf(
                                                                                number)))))))
                .outcome();
    }

    @Test
    void anAgentSaysByACodeWhatItsLastTalkCameTo() throws Exception {
        assertThat(dials(ANN, 1)).as("it talked with nobody").isEqualTo(AgentCode.REFUSED);
        annAnswers(OTHER);
        annAnswers(CALL);
        assertThat(dials(ANN, 2)).isEqualTo(AgentCode.DONE);
        DisposedCall.Said said = of(process().one(CALL)).flatMap(DisposedCall::said).orElseThrow();
        assertThat(said.code()).isEqualTo("later");
        assertThat(said.by()).isEqualTo("agent");
        assertThat(of(process().one(OTHER)).flatMap(DisposedCall::said)).isEmpty();
        assertThat(dials(ANN, 3)).as("needs notes").isEqualTo(AgentCode.REFUSED);
        assertThat(dials(ANN, 4)).as("there are three").isEqualTo(AgentCode.REFUSED);
        assertThat(dials(ANN, 0)).as("which?").isEqualTo(AgentCode.REFUSED);
        await().until(() -> untold() == 0);
        assertThat(told).containsOnlyKeys(CALL + ".disposed.1");
    }

    @Test
    void callBackSaysItsQueueWhenItsTalkIsOverAndAHandOnStays() throws Exception {
        happens(CALL, new CallDialled(ANN, Optional.empty(), "answered"));
        happens(
                CALL,
                new CallTalked(
                        Optional.of(ANN),
                        Optional.of(SALES),
                        Optional.empty(),
                        Direction.OUTBOUND,
                        10,
                        0));
        assertThat(says(CALL, SOLD, "").result()).isEqualTo(DispositionResult.SAID);
        annAnswers(OTHER);
        happens(OTHER, new CallTransferred(Optional.of(ANN), Optional.of(BOB), false));
        happens(
                OTHER,
                new CallTalked(
                        Optional.of(ANN),
                        Optional.of(SALES),
                        Optional.empty(),
                        Direction.INBOUND,
                        10,
                        0));
        assertThat(of(process().one(OTHER)).orElseThrow().agent()).isEqualTo(BOB);
    }

    @Test
    void damagedWordsAreDroppedAndHoldNothingUp() throws Exception {
        annAnswers(CALL);
        of(link.run(LIMIT, c -> c.hset("{dispositions}:untold", "rubbish", "{")));
        says(CALL, SOLD, "");
        try (Dispositions other = Dispositions.open(loop, link, journal, process().settings())) {
            loop.settle();
            await().until(() -> untold() == 0);
            assertThat(other.counts()).containsEntry("said", 0L);
        }
        assertThat(told).containsOnlyKeys(CALL + ".disposed.1");
    }

    @Test
    void lastTalkThatIsDamagedIsNone() throws Exception {
        of(link.run(LIMIT, c -> c.hset("{dispositions}:last", "2001", "no call")));
        assertThat(of(process().isLastOf(ANN, CALL))).isFalse();
    }
}
