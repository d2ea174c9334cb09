package zarang.routing.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.CallStarted;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.CallbackArguments;
import zarang.call.verb.CallbackTask;

/** Who has its turn to be called back, under a virtual clock; two processes share the list. */
final class CallbackDiallerTest {
    private static final PhoneNumber ANN = new PhoneNumber("+989121234567");
    private static final PhoneNumber BOB = new PhoneNumber("+989121234568");
    private static final PhoneNumber EVE = new PhoneNumber("+989121234569");
    private static final Duration SOON = Duration.ofSeconds(3);

    private final VirtualLoop loop = new VirtualLoop();
    private final CallbackStoreInMemory store = new CallbackStoreInMemory(loop, 100, 3);
    private final Map<String, JournalEntry> journal = new LinkedHashMap<>();
    private final DiallingServer one = new DiallingServer(loop, store, journal, "n1");

    private Fact closing(String id) {
        return Optional.ofNullable(journal.get(id + ":closed")).orElseThrow().fact();
    }

    @Test
    void callbackWaitsAtThePlaceOfItsCaller() {
        Instant began = loop.instant().minus(Duration.ofMinutes(4));
        String ann = one.book(ANN, Tier.GOLD, Duration.ofMinutes(4));
        loop.advance(SOON);
        assertThat(one.floor)
                .containsExactly(
                        new QueueCommand.Join(
                                new Subject("callback", ann),
                                DiallingServer.SALES,
                                Tier.GOLD,
                                began));
    }

    @Test
    void noMoreThanMayBeAtOnceAreInLineAndThoseWhoGoFirst() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ofMinutes(1));
        String bob = one.book(BOB, Tier.BRONZE, Duration.ofMinutes(2));
        String eve = one.book(EVE, Tier.GOLD, Duration.ZERO);
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(eve, bob);
        one.offer(eve);
        one.ask(eve);
        one.came(eve, "answered");
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(eve, bob, ann);
        assertThat(one.all()).extracting(Callback::id).containsExactlyInAnyOrder(ann, bob);
    }

    @Test
    void tryIsCountedBeforeTheCallAndTheNextOneWaitsForTheGap() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        assertThat(one.begun)
                .containsExactly(
                        new CallbackTask(ann, DiallingServer.SALES, ANN, Tier.BRONZE, "en"));
        assertThat(one.ask(ann)).isEqualTo(CallbackArguments.GO);
        assertThat(one.all().getFirst().progress().tries()).isEqualTo(1);
        one.came(ann, "busy");
        loop.advance(DiallingServer.GAP.minusMinutes(1));
        assertThat(one.joined()).hasSize(1);
        loop.advance(Duration.ofMinutes(1).plus(SOON));
        assertThat(one.joined()).hasSize(2);
        one.offer(ann);
        assertThat(one.ask(ann)).isEqualTo(CallbackArguments.GO);
        one.came(ann, "no-answer");
        assertThat(one.all()).isEmpty();
        assertThat(closing(ann))
                .isEqualTo(
                        new CallbackClosed(
                                DiallingServer.SALES, CallbackResult.NOT_REACHED, "zarang"));
        assertThat(one.side.dialled().tried()).containsEntry("busy", 1L);
    }

    @Test
    void howAQueueCallsBackIsAskedEachTimeAndNotRememberedFromTheStart() {
        one.rules = Map.of();
        String ann = one.book(ANN, Tier.BRONZE, Duration.ofMinutes(3));
        String bob = one.book(BOB, Tier.BRONZE, Duration.ofMinutes(2));
        String eve = one.book(EVE, Tier.BRONZE, Duration.ofMinutes(1));
        loop.advance(SOON.multipliedBy(3));
        assertThat(one.joined()).as("the queue does not call").isEmpty();
        one.rules = Map.of(DiallingServer.SALES, DiallingServer.rule(3, 1));
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(ann);
        one.rules = Map.of(DiallingServer.SALES, DiallingServer.rule(3, 2));
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(ann, bob);

        one.offer(ann);
        assertThat(one.ask(ann)).isEqualTo(CallbackArguments.GO);
        one.rules = Map.of(DiallingServer.SALES, DiallingServer.rule(1, 2));
        one.came(ann, "busy");
        assertThat(closing(ann))
                .as("one try is all now")
                .isEqualTo(
                        new CallbackClosed(
                                DiallingServer.SALES, CallbackResult.NOT_REACHED, "zarang"));

        loop.advance(SOON);
        one.offer(bob);
        one.rules = Map.of();
        assertThat(one.ask(bob)).as("it calls no more").isEqualTo("not-now");
        loop.advance(SOON);
        assertThat(one.left()).as("and whoever is in line leaves it").containsExactly(eve);
        assertThat(one.all()).extracting(Callback::id).containsExactlyInAnyOrder(bob, eve);
    }

    @Test
    void whoIsMissedIsAskedOfTheFloorAsItIsSet() {
        var asked = one.side.missedAfter(DiallingServer.SALES).toCompletableFuture();
        loop.settle();
        assertThat(asked).isCompletedWithValue(DiallingServer.GAP);
    }

    @Test
    void wrongNumberIsNotTriedAgain() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        one.ask(ann);
        one.came(ann, "wrong-number");
        assertThat(closing(ann))
                .isEqualTo(
                        new CallbackClosed(
                                DiallingServer.SALES, CallbackResult.WRONG_NUMBER, "zarang"));
    }

    @Test
    void agentWhoDoesNotAnswerIsNoTryAndItsPlaceStays() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        one.over();
        loop.advance(SOON);
        assertThat(one.floor).as("the same place").containsOnly(one.floor.getFirst());
        one.offer(ann);
        assertThat(one.begun).hasSize(2);
        assertThat(one.all().getFirst().progress().tries()).isZero();
    }

    @Test
    void offerThatIsTakenBackIsTheCalls() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        QueueEvent revoked =
                new QueueEvent.OfferRevoked(new Subject("callback", ann), new OfferId("o" + ann));
        one.side.onQueue(revoked);
        assertThat(one.toCalls).containsExactly(revoked);
    }

    @Test
    void whoIsClosedOrHeldMeanwhileLeavesTheLine() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        String bob = one.book(BOB, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.callbacks.close(ann, CallbackResult.WITHDRAWN, "api owner");
        one.callbacks.hold(bob, "api owner", Duration.ofMinutes(5));
        loop.advance(SOON);
        assertThat(one.left()).containsExactlyInAnyOrder(ann, bob);
        one.offer(bob);
        assertThat(one.begun).isEmpty();
        assertThat(one.left()).hasSize(3);
        loop.advance(Duration.ofMinutes(5));
        assertThat(one.joined()).hasSize(3).endsWith(bob);
    }

    @Test
    void whatNoRuleAllowsNowIsNotInLine() {
        one.against = "hours";
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        assertThat(one.joined()).isEmpty();
        one.against = null;
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(ann);
    }

    @Test
    void whatTheFloorDoesNotTakeIsPutThereAgainLater() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.side.onQueue(
                new QueueEvent.Over(new Subject("callback", ann), QueueEvent.Outcome.NO_AGENTS));
        loop.advance(SOON);
        assertThat(one.joined()).hasSize(1);
        loop.advance(Duration.ofSeconds(10));
        assertThat(one.joined()).hasSize(2);
    }

    @Test
    void whileTheListCannotBeReachedNobodyIsDialledAndTheLineIsLeft() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        store.away = true;
        assertThat(one.asking(ann)).isCompletedExceptionally();
        one.came(ann, "not-now");
        loop.advance(CallbackDialler.LEAD.multipliedBy(2));
        assertThat(one.joined()).hasSize(1);
        assertThat(one.side.dialled().leads()).isFalse();
        store.away = false;
        loop.advance(Duration.ofSeconds(12));
        assertThat(one.joined()).endsWith(ann);
        assertThat(one.all().getFirst().progress().tries()).isZero();
    }

    @Test
    void oneProcessCallsAndAnotherFollowsWhenItDies() {
        DiallingServer two = new DiallingServer(loop, store, journal, "n2");
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(ann);
        assertThat(two.joined()).isEmpty();
        one.offer(ann);
        assertThat(one.ask(ann)).isEqualTo(CallbackArguments.GO);
        one.side.close(); // it dies while ann's phone rings
        loop.advance(CallbackDialler.LEAD.plus(SOON));
        assertThat(two.joined()).as("not before the gap is over").isEmpty();
        loop.advance(DiallingServer.GAP);
        assertThat(two.joined()).containsExactly(ann);
        two.offer(ann);
        assertThat(two.ask(ann)).isEqualTo(CallbackArguments.GO);
        assertThat(one.ask(ann)).as("the dead one, were it alive").isNotEqualTo("go");
        assertThat(two.all().getFirst().progress().tries()).isEqualTo(2);
    }

    @Test
    void whoDiedAfterTheLastTryIsClosedByWhoFollows() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        for (int n = 0; n < 2; n++) {
            one.offer(ann);
            one.ask(ann);
            if (n == 0) {
                one.came(ann, "busy");
                loop.advance(DiallingServer.GAP.plus(SOON));
            }
        }
        one.side.close();
        DiallingServer two = new DiallingServer(loop, store, journal, "n2");
        loop.advance(DiallingServer.GAP.plus(CallbackDialler.LEAD));
        assertThat(two.all()).isEmpty();
        assertThat(two.joined()).isEmpty();
    }

    @Test
    void whoIsCalledBackIsNotSomebodyWhoComesAgain() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        one.write(DiallingServer.call(1), CallStarted.ofCallback(ann, ANN, DiallingServer.AGENT));
        assertThat(one.ask(ann)).isEqualTo(CallbackArguments.GO);
        one.came(ann, "answered");
        assertThat(closing(ann))
                .isEqualTo(new CallbackClosed(DiallingServer.SALES, CallbackResult.DONE, "zarang"));
    }

    @Test
    void whoseWaitIsOverWhileTheAgentsPhoneIsLostIsInLineAgain() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.offer(ann);
        Subject subject = new Subject("callback", ann);
        one.side.onQueue(new QueueEvent.OfferRevoked(subject, new OfferId("o" + ann)));
        one.side.onQueue(new QueueEvent.Over(subject, QueueEvent.Outcome.MAX_WAIT));
        one.over();
        loop.advance(SOON);
        assertThat(one.joined()).containsExactly(ann, ann);
        one.side.onQueue(new QueueEvent.Over(subject, QueueEvent.Outcome.CLOSED));
        loop.advance(SOON);
        assertThat(one.joined()).as("not at once").hasSize(2);
        loop.advance(Duration.ofSeconds(10));
        assertThat(one.joined()).hasSize(3);
    }

    @Test
    void whoWasMovedIsInLineAgainWhereItWas() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        QueueName other = new QueueName("support");
        one.side.onQueue(
                new QueueEvent.Moved(
                        new Subject("callback", ann),
                        DiallingServer.SALES,
                        other,
                        1,
                        QueueEvent.MoveReason.SUPERVISOR,
                        Optional.of("lead")));
        one.offer(ann);
        one.over();
        assertThat(one.floor.getLast())
                .isInstanceOfSatisfying(
                        QueueCommand.Join.class, join -> assertThat(join.queue()).isEqualTo(other));
    }

    @Test
    void callThatCannotBeginLetsTheAgentGo() {
        String ann = one.book(ANN, Tier.BRONZE, Duration.ZERO);
        loop.advance(SOON);
        one.full = true;
        one.offer(ann);
        assertThat(one.left()).containsExactly(ann);
        loop.advance(SOON);
        assertThat(one.joined()).hasSize(2);
    }
}
