package zarang.routing.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTimes;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.call.loop.VirtualLoop;

/** Who was not served, by what the journal says, under a virtual clock. */
final class MissedConsumerTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final PhoneNumber ANN = new PhoneNumber("+989121234567");
    private static final AgentId AGENT = new AgentId("2001");

    private final VirtualLoop loop = new VirtualLoop();
    private final Map<String, JournalEntry> journal = new LinkedHashMap<>();
    private final Journal writing =
            entry -> {
                journal.put(entry.id(), entry);
                return CompletableFuture.completedFuture(entry);
            };
    private final CallbackStoreInMemory store = new CallbackStoreInMemory(loop, 3, 1);
    private final MissedCallers missed = new MissedCallers(loop, store, writing, new Random(1));
    private final Callbacks callbacks =
            new Callbacks(loop, new CallbackStoreInMemory(loop, 9, 9), writing, new Random(2));
    private final Map<CallId, String> notes = new HashMap<>();
    private Duration shortest = Duration.ofSeconds(5);
    private final MissedConsumer consumer =
            new MissedConsumer(
                    missed,
                    new Notes(),
                    callbacks,
                    queue -> CompletableFuture.completedStage(shortest),
                    text -> text.equals("09121234567") ? Optional.of(ANN) : Optional.empty());
    private int calls;

    private final class Notes implements MissedCalls {
        @Override
        public CompletionStage<?> note(CallId call, String text) {
            notes.put(call, text);
            return CompletableFuture.completedStage(true);
        }

        @Override
        public CompletionStage<Optional<String>> noted(CallId call) {
            return CompletableFuture.completedStage(Optional.ofNullable(notes.get(call)));
        }

        @Override
        public CompletionStage<?> forget(CallId call) {
            notes.remove(call);
            return CompletableFuture.completedStage(true);
        }
    }

    private record Written(Subject subject, Instant at, Fact fact) implements StoredEntry {
        @Override
        public String id() {
            return "x";
        }

        @Override
        public String timestamp() {
            return at.toString();
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
        public <F> Optional<F> as(FactType<F> kind) {
            return type().equals(kind)
                    ? Optional.of(fact).map(found -> kind.kind().cast(found))
                    : Optional.empty();
        }
    }

    private CallId next() {
        return new CallId("%026d".formatted(++calls));
    }

    private void told(CallId call, Fact... facts) throws Exception {
        for (Fact fact : facts) {
            loop.advance(Duration.ofSeconds(1));
            consumer.accept(new Written(Subject.of(call), loop.instant(), fact), 1);
        }
    }

    private static CallStarted started() {
        return new CallStarted(Optional.of(ANN), "1000", "lab", "hotline", 1);
    }

    private static QueueJoined joined() {
        return new QueueJoined(SALES, Tier.BRONZE, 1, Optional.empty());
    }

    private static QueueLeft left(String reason, long waitedMs) {
        return new QueueLeft(SALES, reason, waitedMs, Optional.empty(), false);
    }

    private static CallEnded ended(long talkMs) {
        return new CallEnded(
                Optional.empty(),
                Optional.of(ANN),
                Optional.of(SALES),
                true,
                new CallTermination(
                        CallTermination.Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "over"),
                new CallTimes(60_000, 60_000, talkMs, 0));
    }

    private List<MissedCaller> all() {
        return missed.all().toCompletableFuture().join();
    }

    private CallId abandons() throws Exception {
        CallId call = next();
        told(call, started(), joined(), left("abandoned", 20_000), ended(0));
        return call;
    }

    @Test
    void callerWhoHangsUpWhileItWaitsIsMissedUntilItIsServed() throws Exception {
        CallId call = abandons();
        assertThat(all())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.number()).isEqualTo(ANN);
                    assertThat(each.queue()).isEqualTo(SALES);
                    assertThat(each.reason()).isEqualTo(MissedReason.ABANDONED);
                    assertThat(each.call()).isEqualTo(call);
                });
        String id = all().getFirst().id();
        assertThat(journal.get(id + ":booked"))
                .extracting(JournalEntry::fact)
                .isEqualTo(new CallerMissed(SALES, ANN, MissedReason.ABANDONED, call.value()));
        told(
                next(),
                started(),
                joined(),
                new CallAnswered(SALES, AGENT, 3_000, Optional.empty()),
                ended(30_000));
        assertThat(all()).isEmpty();
        assertThat(journal.get(id + ":closed"))
                .extracting(JournalEntry::fact)
                .isEqualTo(new MissedClosed(SALES, CallbackResult.SERVED, "caller"));
        assertThat(notes).isEmpty();
    }

    @Test
    void whoCallsInVainAgainIsOnTheListOnceAndHowOftenIsKnown() throws Exception {
        abandons();
        CallId second = next();
        told(second, started(), left("full", 0), ended(0));
        assertThat(all())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.times()).isEqualTo(2);
                    assertThat(each.reason()).isEqualTo(MissedReason.FULL);
                    assertThat(each.last()).isAfter(each.first());
                });
        assertThat(journal.keySet()).hasSize(1);
        missed.missed(SALES, ANN, MissedReason.FULL, second, loop.instant());
        assertThat(all().getFirst().times()).as("the same call twice").isEqualTo(2);
    }

    @Test
    void callerWhoHangsUpTooSoonOrLeavesByKeyIsNotMissed() throws Exception {
        told(next(), started(), joined(), left("abandoned", 4_000), ended(0));
        told(next(), started(), joined(), left("left-by-key", 40_000), ended(0));
        assertThat(all()).isEmpty();
        assertThat(notes).isEmpty();
        shortest = Duration.ofSeconds(3);
        told(next(), started(), joined(), left("abandoned", 4_000), ended(0));
        assertThat(all()).as("the queue is set otherwise meanwhile").hasSize(1);
    }

    @Test
    void everyOtherWayInWhichAQueueSendsAwayIsMissed() throws Exception {
        for (String reason : List.of("max-wait", "no-agents", "closed", "unknown-queue")) {
            told(next(), started(), joined(), left(reason, 0), ended(0));
        }
        assertThat(all().getFirst().times()).isEqualTo(4);
        assertThat(missed.counts())
                .containsEntry("no-agents", 2L)
                .containsEntry("closed", 1L)
                .containsEntry("max-wait", 1L);
    }

    @Test
    void whoseServerDiedWhileItWaitedIsMissed() throws Exception {
        told(next(), started(), joined(), ended(0));
        assertThat(all().getFirst().reason()).isEqualTo(MissedReason.LOST);
    }

    @Test
    void whoIsToBeCalledBackIsNotMissedToo() throws Exception {
        callbacks.book(new Callbacks.Wanted(SALES, ANN, "x", Optional.empty(), ""));
        abandons();
        assertThat(all()).isEmpty();
    }

    private String booked(Optional<CallId> call) {
        return callbacks
                .book(new Callbacks.Wanted(SALES, ANN, "x", call, ""))
                .toCompletableFuture()
                .join()
                .id()
                .orElseThrow();
    }

    private Optional<Object> closing(String id) {
        return Optional.ofNullable(journal.get(id + ":closed")).map(JournalEntry::fact);
    }

    private static CallAnswered answered() {
        return new CallAnswered(SALES, AGENT, 3_000, Optional.empty());
    }

    /** The process that had the call may be dead, and Redis may have been away. */
    @Test
    void whoIsToBeCalledBackAndIsServedIsOffTheListWhicheverProcessDies() throws Exception {
        String id = booked(Optional.empty());
        told(next(), started(), joined(), answered(), ended(0));
        assertThat(closing(id)).as("cut off").isEmpty();
        told(next(), started(), joined(), answered(), ended(30_000));
        assertThat(closing(id))
                .contains(new CallbackClosed(SALES, CallbackResult.SERVED, "caller"));
    }

    @Test
    void whatIsAskedForInATalkOrInTheCallItselfIsForAfterIt() throws Exception {
        CallId call = next();
        String own = booked(Optional.of(call));
        told(call, started(), joined(), answered(), ended(30_000));
        assertThat(closing(own)).isEmpty();
        callbacks.close(own, CallbackResult.WITHDRAWN, "x");
        CallId other = next();
        told(other, started(), joined(), answered());
        String later = booked(Optional.empty());
        told(other, ended(30_000));
        assertThat(closing(later)).isEmpty();
    }

    @Test
    void whoWasReachedIsOffTheListWhicheverProcessDies() throws Exception {
        String ann = booked(Optional.empty());
        told(next(), new CallbackTried(ann, SALES, AGENT, "busy"));
        assertThat(closing(ann)).isEmpty();
        told(next(), new CallbackTried(ann, SALES, AGENT, "answered"));
        assertThat(closing(ann)).contains(new CallbackClosed(SALES, CallbackResult.DONE, "zarang"));
        String again = booked(Optional.empty());
        told(next(), new CallbackTried(again, SALES, AGENT, "wrong-number"));
        assertThat(closing(again))
                .contains(new CallbackClosed(SALES, CallbackResult.WRONG_NUMBER, "zarang"));
    }

    @Test
    void whomAnAgentCalledAndTalkedWithIsMissedNoMore() throws Exception {
        abandons();
        CallStarted dials =
                new CallStarted(
                        Optional.empty(),
                        "09121234567",
                        "",
                        "",
                        0,
                        Optional.of(AGENT),
                        Optional.empty(),
                        "");
        told(next(), dials, ended(0));
        assertThat(all()).as("nobody answered").hasSize(1);
        told(next(), dials, ended(20_000));
        assertThat(all()).isEmpty();
        abandons();
        told(next(), CallStarted.ofCallback("cb1", ANN, AGENT), ended(20_000));
        assertThat(all()).isEmpty();
    }

    @Test
    void nobodyIsOnTheListForEver() throws Exception {
        missed.start();
        abandons();
        loop.advance(MissedCallers.KEPT.minus(Duration.ofHours(1)));
        assertThat(all()).hasSize(1);
        loop.advance(Duration.ofHours(2));
        assertThat(all()).isEmpty();
        missed.close();
    }

    @Test
    void listThatIsFullSaysSoAndTheJournalGoesOn() throws Exception {
        for (int n = 0; n < 5; n++) {
            missed.missed(
                    SALES,
                    new PhoneNumber("+98912123450" + n),
                    MissedReason.FULL,
                    next(),
                    loop.instant());
        }
        assertThat(missed.counts()).containsEntry("full", 3L).containsEntry("list-full", 2L);
    }

    @Test
    void entryComesAgainWhileTheListCannotBeReached() throws Exception {
        CallId call = next();
        told(call, started(), joined(), left("abandoned", 20_000));
        store.away = true;
        assertThatThrownBy(() -> told(call, ended(0))).isInstanceOf(IllegalStateException.class);
        store.away = false;
        told(call, ended(0));
        assertThat(all()).hasSize(1);
    }

    @Test
    void noteThatIsDamagedIsForgottenAndHoldsNothingUp() throws Exception {
        for (String note :
                List.of(
                        "in ",
                        "in NO_REASON sales",
                        "in ABANDONED no queue",
                        "out 1",
                        "served",
                        "served x y",
                        "served ! 3")) {
            CallId call = next();
            notes.put(call, note);
            told(call, ended(9));
            assertThat(notes).as(note).isEmpty();
        }
        assertThat(all()).isEmpty();
    }
}
