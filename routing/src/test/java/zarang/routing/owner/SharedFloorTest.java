package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.owner.TestNode.Caller;
import zarang.routing.owner.TestNode.Phase;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/** Two processes and one floor, under virtual time; the ways between them take up to 20 ms. */
final class SharedFloorTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final QueueName CLUB = new QueueName("club");
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");

    private static final PauseReason REASON = new PauseReason("lunch");
    private static final AgentWish LUNCH = new AgentWish.Pause(REASON);
    private static final AgentState AT_LUNCH = new AgentState.NotReady(REASON, Optional.empty());

    /** What the owner's death may cost a caller at most. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final TestNode.Shared shared = new TestNode.Shared(new Random(1));
    private int calls;

    private static FloorSettings settings(AgentId... agents) {
        return new FloorSettings(
                List.of(QueueSettings.defaults(SALES)),
                List.of(agents).stream().map(SharedFloorTest::fixed).toList(),
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    private static AgentSettings fixed(AgentId id) {
        return new AgentSettings(id, "", List.of(SALES), Optional.of("sip:agent@127.0.0.1:15070"));
    }

    private TestNode node(String name, AgentId... agents) {
        TestNode node = new TestNode(shared, name, 1, settings(agents));
        pass(Duration.ofMillis(900));
        return node;
    }

    private void pass(Duration time) {
        shared.loop.advance(time);
    }

    private void soon() {
        pass(Duration.ofMillis(200));
    }

    private Caller call(TestNode node, Tier tier) {
        return node.call(++calls, SALES, tier, shared.loop.instant());
    }

    private static AgentState state(TestNode node, AgentId agent) {
        return node.floor.view().agents().stream()
                .filter(view -> view.agent().equals(agent))
                .map(AgentView::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneAloneDecidesAtOnceWithoutAnybodyBetween() {
        TestNode one = node("n1", ANN);
        assertThat(one.owns()).isTrue();
        Caller caller = call(one, Tier.BRONZE);
        shared.loop.settle();
        assertThat(caller.phase).isEqualTo(Phase.RINGING);
        assertThat(one.floorOfCalls.counts().forwarded()).isZero();
    }

    @Test
    void callersOfTwoProcessesStandInOneLine() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller first = call(one, Tier.BRONZE);
        soon();
        first.answer();
        Caller bronze = call(one, Tier.BRONZE);
        Caller silver = call(two, Tier.SILVER);
        Caller gold = call(two, Tier.GOLD);
        soon();
        assertThat(gold.joined).isOne();
        for (Caller next : List.of(gold, silver, bronze)) {
            (next == gold ? first : next == silver ? gold : silver).hangUp();
            pass(Duration.ofSeconds(6)); // wrap-up
            assertThat(next.phase).isEqualTo(Phase.RINGING);
            next.answer();
        }
        assertThat(two.written).as("the owner alone says what agents do").isEmpty();
    }

    @Test
    void whoWaitsAnywhereIsToldItsPlaceInTheOneLineByTheOwner() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        call(one, Tier.BRONZE);
        soon();
        call(one, Tier.BRONZE);
        Caller elsewhere = call(two, Tier.BRONZE);
        soon();

        two.floorOfCalls.tell(new QueueCommand.AskPlace(elsewhere.id));
        soon();
        assertThat(elsewhere.placed)
                .isEqualTo(new QueueEvent.Placed(elsewhere.id, SALES, 2, Optional.empty()));

        elsewhere.placed = null;
        one.kill();
        pass(HANDOVER);
        two.floorOfCalls.tell(new QueueCommand.AskPlace(elsewhere.id));
        soon();
        assertThat(elsewhere.phase).isEqualTo(Phase.RINGING);
        assertThat(elsewhere.placed).as("nobody whose agent rings is told").isNull();
    }

    @Test
    void whoRegainsItsPlaceOnAnyProcessHasItUnderTheNextOwnerToo() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Instant then = shared.loop.instant();
        Caller talks = call(two, Tier.BRONZE);
        soon();
        talks.answer();
        Caller first = call(one, Tier.BRONZE);
        soon();
        Caller again = call(two, Tier.BRONZE);
        soon();
        two.floorOfCalls.tell(new QueueCommand.Join(again.id, SALES, Tier.BRONZE, then));
        two.floorOfCalls.tell(new QueueCommand.AskPlace(again.id));
        soon();
        assertThat(again.placed)
                .isEqualTo(new QueueEvent.Placed(again.id, SALES, 1, Optional.empty()));

        TestNode three = node("n3", ANN);
        Caller older = three.call(++calls, SALES, Tier.BRONZE, then.plusMillis(100));
        soon();
        one.kill();
        pass(HANDOVER);
        assertThat(first.phase).isEqualTo(Phase.WAITING);
        two.floorOfCalls.tell(new QueueCommand.AskPlace(again.id));
        three.floorOfCalls.tell(new QueueCommand.AskPlace(older.id));
        soon();
        assertThat(again.placed).extracting("position").isEqualTo(1);
        assertThat(older.placed).extracting("position").isEqualTo(2);
    }

    @Test
    void whoWaitsHearsNothingOfItsPlaceWhileTheOwnerCannotBeReached() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        call(one, Tier.BRONZE);
        soon();
        Caller elsewhere = call(two, Tier.BRONZE);
        soon();
        one.setCutOff(true);
        two.floorOfCalls.tell(new QueueCommand.AskPlace(elsewhere.id));
        soon();
        assertThat(elsewhere.placed).isNull();
    }

    @Test
    void whoWaitsRingsAndTalksElsewhereDoesSoAfterTheOwnersDeath() {
        TestNode one = node("n1", ANN, BOB);
        TestNode two = node("n2", ANN, BOB);
        Caller talks = call(two, Tier.BRONZE);
        soon();
        talks.answer();
        soon();
        Caller rings = call(two, Tier.BRONZE);
        soon();
        Caller waits = call(two, Tier.BRONZE);
        soon();
        int heard = two.heard.size();
        one.kill();
        pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(two.heard).as("nobody notices").hasSize(heard);
        assertThat(rings.phase).isEqualTo(Phase.RINGING);
        assertThat(waits.phase).isEqualTo(Phase.WAITING);
        talks.hangUp();
        pass(Duration.ofSeconds(6));
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
        assertThat(waits.joined).isOne();
    }

    @Test
    void anAgentOfADeadOwnersCallerServesWhoWaitedElsewhere() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller talks = call(one, Tier.BRONZE);
        soon();
        talks.answer();
        Caller waits = call(two, Tier.BRONZE);
        soon();
        assertThat(waits.phase).isEqualTo(Phase.WAITING);
        one.kill();
        pass(HANDOVER);
        assertThat(waits.phase).as("the dead owner's lease is nobody's").isEqualTo(Phase.RINGING);
    }

    @Test
    void theAgentOfADeadFollowersCallerIsFreeAgain() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller talks = call(two, Tier.BRONZE);
        soon();
        talks.answer();
        Caller waits = call(one, Tier.BRONZE);
        soon();
        two.kill();
        pass(HANDOVER.plus(Duration.ofSeconds(5))); // and its wrap-up
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
    }

    /** Whichever of the two takes it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300, 400})
    void aNewOwnerOffersNobodyBeforeAllHaveToldOfTheirCallers(int laterMs) {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        TestNode three = node("n3", ANN);
        Caller talks = call(one, Tier.BRONZE);
        soon();
        talks.answer();
        Caller bronze = call(two, Tier.BRONZE);
        Caller alsoBronze = call(three, Tier.BRONZE);
        Caller gold = call(three, Tier.GOLD);
        Caller alsoGold = call(two, Tier.GOLD);
        soon();
        pass(Duration.ofMillis(laterMs));
        one.kill();
        pass(HANDOVER);
        assertThat(List.of(two.owns(), three.owns())).containsOnlyOnce(true);
        assertThat(gold.phase).as("the older one of gold").isEqualTo(Phase.RINGING);
        assertThat(List.of(bronze, alsoBronze, alsoGold))
                .allMatch(caller -> caller.phase == Phase.WAITING);
        assertThat(three.heard.size() + two.heard.size())
                .as("a place each, and one offer")
                .isEqualTo(5);
    }

    @Test
    void anOwnerThatDrainsHandsOverWithoutAGap() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller talks = call(one, Tier.BRONZE);
        soon();
        talks.answer();
        Caller here = call(one, Tier.BRONZE);
        Caller there = call(two, Tier.GOLD);
        soon();
        one.floorOfCalls.giveUp();
        pass(Duration.ofMillis(300));
        assertThat(two.owns()).isTrue();
        pass(Duration.ofMillis(500));
        talks.hangUp();
        pass(Duration.ofSeconds(6));
        assertThat(there.phase).isEqualTo(Phase.RINGING);
        there.fail(OfferFailure.BUSY);
        there.hangUp();
        pass(Duration.ofSeconds(6));
        assertThat(here.phase).as("served by the new owner").isEqualTo(Phase.RINGING);
        assertThat(here.joined).isOne();
    }

    @ParameterizedTest(name = "clock ahead by {0} ms")
    @ValueSource(ints = {-2_000, 2_000})
    void clocksThatAreApartChangeNobodysPlace(int apartMs) {
        Duration apart = Duration.ofMillis(apartMs);
        TestNode one = node("n1", ANN);
        TestNode two =
                new TestNode(shared, new OtherClock(shared.loop, apart), "n2", 1, settings(ANN));
        pass(Duration.ofMillis(900));
        Caller talks = call(one, Tier.BRONZE);
        soon();
        talks.answer();
        Caller first = two.call(++calls, SALES, Tier.BRONZE, shared.loop.instant().plus(apart));
        pass(Duration.ofMillis(500));
        Caller second = call(one, Tier.BRONZE);
        pass(Duration.ofMillis(500));
        Caller third = two.call(++calls, SALES, Tier.BRONZE, shared.loop.instant().plus(apart));
        soon();
        talks.hangUp();
        for (Caller next : List.of(first, second)) {
            pass(Duration.ofSeconds(6)); // wrap-up
            assertThat(next.phase).as("who came first").isEqualTo(Phase.RINGING);
            next.answer();
            if (next == first) {
                next.hangUp();
            }
        }
        one.kill(); // and the second caller with it
        pass(HANDOVER);
        assertThat(two.owns()).isTrue();
        assertThat(third.phase).as("by the new owner's clock").isEqualTo(Phase.RINGING);
        assertThat(third.joined).isOne();
    }

    @ParameterizedTest(name = "away for {0} s")
    @ValueSource(ints = {10, 600})
    void withoutRedisEachServesItsOwnAndAfterItOneServesAll(int awayS) {
        TestNode one = node("n1", ANN, BOB);
        TestNode two = node("n2", ANN, BOB);
        Caller talks = call(two, Tier.BRONZE);
        soon();
        talks.answer();
        shared.weather.away = true;
        pass(Duration.ofSeconds(4));
        assertThat(one.isAlone()).isTrue();
        assertThat(two.isAlone()).isTrue();
        Caller alone = call(two, Tier.BRONZE);
        soon();
        assertThat(alone.phase).isEqualTo(Phase.RINGING);
        alone.answer();
        Caller waits = call(two, Tier.BRONZE);
        pass(Duration.ofSeconds(awayS));
        shared.weather.away = false;
        pass(HANDOVER);
        TestNode owner = one.owns() ? one : two;
        assertThat(List.of(one.owns(), two.owns())).containsOnlyOnce(true);
        assertThat(state(owner, ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(state(owner, BOB)).isInstanceOf(AgentState.OnCall.class);
        assertThat(talks.phase).isEqualTo(Phase.TALKING);
        talks.hangUp();
        pass(Duration.ofSeconds(6));
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
    }

    @Test
    void whoStartsBesideAnOwnerDecidesNothing() {
        TestNode one = node("n1", ANN);
        Caller talks = call(one, Tier.BRONZE);
        soon();
        talks.answer();
        TestNode two = new TestNode(shared, "n2", 1, settings(ANN));
        Caller early = two.call(++calls, SALES, Tier.BRONZE, shared.loop.instant());
        pass(Duration.ofSeconds(2));
        assertThat(early.phase).isEqualTo(Phase.WAITING);
        assertThat(early.joined).isOne();
        assertThat(two.written).isEmpty();
    }

    @Test
    void whoStartsWithoutRedisServesItsOwnAfterASecond() {
        shared.weather.away = true;
        TestNode one = new TestNode(shared, "n1", 1, settings(ANN));
        Caller early = one.call(++calls, SALES, Tier.BRONZE, shared.loop.instant());
        pass(Duration.ofMillis(1200));
        assertThat(one.isAlone()).isTrue();
        assertThat(early.phase).isEqualTo(Phase.RINGING);
    }

    @Test
    void theOwnersSettingsDecideAndADifferenceIsNamed() {
        TestNode one = node("n1", ANN);
        FloorSettings club =
                new FloorSettings(
                        List.of(QueueSettings.defaults(SALES), QueueSettings.defaults(CLUB)),
                        List.of(fixed(ANN)),
                        TierOffsets.defaults(),
                        RestSettings.defaults());
        TestNode two = new TestNode(shared, "n2", 1, club);
        pass(Duration.ofSeconds(2));
        assertThat(two.floorOfCalls.counts().differs()).as("it may be on its way").isFalse();
        pass(Duration.ofSeconds(2));
        assertThat(two.floorOfCalls.counts().differs()).isTrue();
        assertThat(one.floorOfCalls.counts().differs()).isFalse();
        Caller caller = two.call(++calls, CLUB, Tier.GOLD, shared.loop.instant());
        soon();
        assertThat(caller.over).isEqualTo(new QueueEvent.Over(caller.id, Outcome.UNKNOWN_QUEUE));
        assertThat(two.floor.change(settings(ANN))).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(two.floorOfCalls.counts().differs()).isFalse();
    }

    @Test
    void whoAsksAnywhereGetsTheOwnersAgents() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller rings = call(two, Tier.BRONZE);
        soon();
        CompletableFuture<List<AgentView>> asked =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfAgents(Optional.empty()))
                        .toCompletableFuture();
        soon();
        assertThat(asked.join()).isEqualTo(one.floor.view().agents());
        rings.fail(OfferFailure.BUSY);
        soon();
        assertThat(state(one, ANN)).isInstanceOf(AgentState.Resting.class);
        CompletableFuture<List<AgentView>> ready =
                two.floorOfCalls.ask(of(ANN, new AgentWish.Ready())).toCompletableFuture();
        soon();
        assertThat(ready.join().getFirst().state()).isInstanceOf(AgentState.Reserved.class);
        assertThat(two.floorOfCalls.view().agents()).as("shown once").isEmpty();
    }

    private static OwnerQuestion<List<AgentView>> of(AgentId agent, AgentWish wish) {
        return new OwnerQuestion.OfAgents(
                Optional.of(new AgentRequest(agent, wish, "key of the desk")));
    }

    @Test
    void whoAsksAnywhereIsToldWhoWaitsAndMovesThemAndTheirProcessKnows() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        call(one, Tier.BRONZE);
        soon();
        Caller first = call(one, Tier.BRONZE);
        Caller second = call(two, Tier.BRONZE);
        soon();
        OwnerQuestion.OfLine look = new OwnerQuestion.OfLine(SALES, Optional.empty());
        LineRequest ahead =
                new LineRequest(
                        Subject.of(second.id),
                        SALES,
                        new LineRequest.Wish.Reprioritise(
                                Optional.of(Tier.SILVER), Optional.of(Duration.ofMinutes(9))),
                        "key of the desk");
        CompletableFuture<OwnerAnswer.Line> before =
                two.floorOfCalls.ask(look).toCompletableFuture();
        CompletableFuture<OwnerAnswer.Line> after =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfLine(SALES, Optional.of(ahead)))
                        .toCompletableFuture();
        soon();
        assertThat(subjects(before.join())).containsExactly(first.id.value(), second.id.value());
        assertThat(after.join().result()).isEqualTo(LineResult.DONE);
        assertThat(subjects(after.join())).containsExactly(second.id.value(), first.id.value());
        assertThat(second.tier).isEqualTo(Tier.SILVER);
        assertThat(second.ahead).isEqualTo(Duration.ofMinutes(9));
        one.kill();
        pass(Duration.ofSeconds(5));
        assertThat(two.floor.waiting(SALES))
                .as("rung under the next owner")
                .singleElement()
                .satisfies(caller -> {
                    assertThat(caller.ahead()).isEqualTo(Duration.ofMinutes(9));
                    assertThat(caller.tier()).isEqualTo(Tier.SILVER);
                });
    }

    private static List<String> subjects(OwnerAnswer.Line line) {
        return line.callers().stream()
                .filter(caller -> caller.position() > 0)
                .map(caller -> caller.subject().id())
                .toList();
    }

    @Test
    void whatAnAgentWasAskedStandsUnderTheNextOwnerAndAfterAllHaveEnded() {
        TestNode one = node("n1", ANN, BOB);
        TestNode two = node("n2", ANN, BOB);
        var _ = two.floorOfCalls.ask(of(ANN, LUNCH));
        var _ = one.floorOfCalls.ask(of(BOB, new AgentWish.LogOut()));
        soon();
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        one.kill();
        pass(Duration.ofSeconds(5));
        assertThat(state(two, ANN)).isEqualTo(AT_LUNCH);
        assertThat(state(two, BOB).why()).contains("chosen");
        two.kill();
        pass(Duration.ofSeconds(5));
        TestNode again = node("n3", ANN, BOB);
        assertThat(state(again, ANN)).isEqualTo(AT_LUNCH);
        var _ = again.floorOfCalls.ask(of(ANN, new AgentWish.Ready()));
        soon();
        again.kill();
        pass(Duration.ofSeconds(5));
        TestNode last = node("n4", ANN, BOB);
        assertThat(state(last, ANN)).isInstanceOf(AgentState.Available.class);
        assertThat(state(last, BOB).why()).contains("chosen");
    }

    @Test
    void whatAnAgentWasAskedWhileRedisWasAwayIsKeptLater() {
        TestNode one = node("n1", ANN);
        one.setCutOff(true);
        pass(Duration.ofSeconds(5));
        var _ = one.floorOfCalls.ask(of(ANN, LUNCH));
        soon();
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        one.setCutOff(false);
        pass(Duration.ofSeconds(5));
        assertThat(state(one, ANN)).isEqualTo(AT_LUNCH);
        one.kill();
        pass(Duration.ofSeconds(5));
        assertThat(state(node("n2", ANN), ANN)).isEqualTo(AT_LUNCH);
    }

    @Test
    void aProcessThatGoesAloneKnowsWhoIsAtLunch() {
        TestNode one = node("n1", ANN);
        var _ = one.floorOfCalls.ask(of(ANN, LUNCH));
        soon();
        TestNode two = node("n2", ANN);
        pass(Duration.ofSeconds(12));
        two.setCutOff(true);
        pass(Duration.ofSeconds(5));
        assertThat(two.floorOfCalls.view().agents()).as("it decides itself").isNotEmpty();
        assertThat(state(two, ANN)).isEqualTo(AT_LUNCH);
    }

    @Test
    void anOwnerThatDoesNotAnswerAQuestionIsNamed() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        one.kill();
        CompletableFuture<List<AgentView>> asked =
                two.floorOfCalls
                        .ask(new OwnerQuestion.OfAgents(Optional.empty()))
                        .toCompletableFuture();
        pass(Duration.ofSeconds(2));
        assertThat(asked)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NoOwnerException.class)
                .withMessageContaining("n1~1");
    }

    @Test
    void aRestartedOwnerHasTheFloorAgainAtOnce() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller waits = call(two, Tier.BRONZE);
        soon();
        waits.answer();
        one.kill();
        TestNode again = new TestNode(shared, "n1", 2, settings(ANN));
        pass(Duration.ofMillis(1500));
        assertThat(again.owns()).isTrue();
        assertThat(state(again, ANN)).isInstanceOf(AgentState.OnCall.class);
        assertThat(waits.phase).isEqualTo(Phase.TALKING);
    }

    @Test
    void aRedisThatForgotEverythingChangesNothingForThoseWhoTalk() {
        TestNode one = node("n1", ANN);
        TestNode two = node("n2", ANN);
        Caller talks = call(two, Tier.BRONZE);
        soon();
        talks.answer();
        Caller waits = call(one, Tier.BRONZE);
        soon();
        shared.hub.forget();
        pass(HANDOVER);
        assertThat(waits.phase).isEqualTo(Phase.WAITING);
        talks.hangUp();
        pass(Duration.ofSeconds(6));
        assertThat(waits.phase).isEqualTo(Phase.RINGING);
    }
}
