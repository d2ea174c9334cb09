package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;
import static zarang.routing.floor.TestFloor.fixed;
import static zarang.routing.floor.TestFloor.registered;
import static zarang.routing.floor.TestFloor.sales;
import static zarang.routing.floor.TestFloor.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.WrapUp;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorDifference;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/**
 * Queues and agents are set otherwise while calls run; the floor checks its invariant each time.
 */
class ChangingFloorTest {
    private static final QueueSettings HELP = QueueSettings.defaults(SUPPORT);

    private final TestFloor floor = TestFloor.withAnn();

    private List<String> change(List<QueueSettings> queues, AgentSettings... agents) {
        List<String> refusals = floor.floor.change(settings(queues, agents));
        floor.loop.settle();
        return refusals;
    }

    private List<AgentId> agents() {
        return floor.floor.view().agents().stream().map(view -> view.agent()).toList();
    }

    private static QueueSettings salesWith(Duration wrapUp, int size) {
        return salesWith(wrapUp, size, sales().maxWait());
    }

    private static QueueSettings salesWith(Duration wrapUp, int size, Duration maxWait) {
        QueueSettings usual = sales();
        return new QueueSettings(
                SALES,
                usual.ringTimeout(),
                wrapUp,
                maxWait,
                size,
                usual.hardCap(),
                usual.joinWhenEmpty(),
                usual.serviceTarget(),
                usual.shortAbandon());
    }

    @Test
    void nobodyIsLoggedOutAndNobodyLosesItsPlace() {
        floor.reachable(ANN);
        floor.join(1, Tier.BRONZE);
        floor.answer(1);
        floor.join(2, Tier.BRONZE);
        floor.join(3, Tier.BRONZE);
        assertThat(change(List.of(sales(), HELP), registered(ANN, SALES, SUPPORT))).isEmpty();
        assertThat(floor.state(ANN)).isInstanceOf(OnCall.class);
        floor.endTalk(1);
        floor.pass(10);
        assertThat(floor.offered()).as("2 came before 3").containsExactly(1, 2);
        assertThat(floor.heard).noneMatch(QueueEvent.Over.class::isInstance);
    }

    @Test
    void anAgentWhoIsTakenAwayFinishesItsCall() {
        floor.reachable(ANN);
        floor.join(1, Tier.BRONZE);
        floor.answer(1);
        floor.join(2, Tier.BRONZE);
        assertThat(change(List.of(sales()), registered(BOB, SALES))).isEmpty();
        assertThat(agents()).contains(ANN, BOB);
        assertThat(floor.state(ANN)).isInstanceOf(OnCall.class);
        floor.endTalk(1);
        assertThat(agents()).containsExactly(BOB);
        assertThat(floor.offered()).containsExactly(1);
        floor.reachable(BOB);
        assertThat(floor.offerTo(2).agent()).isEqualTo(BOB);
    }

    @Test
    void anAgentWhoIsTakenAwayAndPutBackInTheSameCallStays() {
        floor.reachable(ANN);
        floor.join(1, Tier.BRONZE);
        floor.answer(1);
        change(List.of(sales()), registered(BOB, SALES));
        change(List.of(sales()), registered(ANN, SALES), registered(BOB, SALES));
        floor.endTalk(1);
        assertThat(floor.state(ANN)).isInstanceOf(WrapUp.class);
        floor.pass(10);
        assertThat(floor.state(ANN)).isInstanceOf(Available.class);
    }

    @Test
    void aFreeAgentWhoIsTakenAwayIsGoneAtOnceWithItsLease() {
        floor.reachable(ANN);
        floor.join(1, Tier.BRONZE);
        floor.answer(1);
        floor.endTalk(1);
        assertThat(floor.state(ANN)).isInstanceOf(WrapUp.class);
        change(List.of(sales()), registered(BOB, SALES));
        assertThat(agents()).containsExactly(BOB);
        floor.loop.settle();
        floor.expectAtRest();
    }

    @Test
    void aNewAgentWithAFixedContactTakesWhoWaits() {
        floor.join(1, Tier.BRONZE);
        change(List.of(sales()), registered(ANN, SALES), fixed(BOB, SALES));
        assertThat(floor.offerTo(1).agent()).isEqualTo(BOB);
    }

    @Test
    void aFreeAgentWhoServesOneMoreQueueTakesWhoWaitsThere() {
        change(List.of(sales(), HELP), registered(ANN, SALES), registered(BOB, SUPPORT));
        floor.reachable(ANN);
        floor.join(1, SUPPORT, Tier.BRONZE, floor.loop.instant());
        assertThat(floor.offered()).isEmpty();
        change(List.of(sales(), HELP), registered(ANN, SALES, SUPPORT), registered(BOB, SUPPORT));
        assertThat(floor.offerTo(1).agent()).isEqualTo(ANN);
    }

    private static AgentSettings speaking(AgentId id, int english) {
        AgentSettings plain = registered(id, SALES);
        return new AgentSettings(
                plain.id(),
                plain.name(),
                plain.queues(),
                plain.contact(),
                new Abilities(Map.of("english", english), 1, false));
    }

    /** CC17: as skills are set live or by a reload. */
    @Test
    void aFreeAgentWhoKnowsEnoughNowTakesWhoWaitsAndOneWhoKnowsLessKeepsItsTalk() {
        QueueSettings usual = sales();
        QueueSettings english =
                new QueueSettings(
                        SALES,
                        usual.ringTimeout(),
                        usual.wrapUp(),
                        usual.maxWait(),
                        usual.size(),
                        usual.hardCap(),
                        usual.joinWhenEmpty(),
                        usual.serviceTarget(),
                        usual.shortAbandon(),
                        new Distribution(
                                Strategy.LONGEST_IDLE,
                                new SkillNeeds(Map.of("english", 3), List.of())));
        change(List.of(english), speaking(ANN, 2));
        floor.reachable(ANN);
        floor.join(1, Tier.BRONZE);
        assertThat(floor.offered()).isEmpty();
        change(List.of(english), speaking(ANN, 3));
        assertThat(floor.offerTo(1).agent()).isEqualTo(ANN);
        floor.answer(1);
        floor.join(2, Tier.BRONZE);
        change(List.of(english), speaking(ANN, 1));
        assertThat(floor.state(ANN)).isInstanceOf(OnCall.class);
        floor.endTalk(1);
        floor.pass(60);
        assertThat(floor.offered()).as("2 asks for more").containsExactly(1);
        change(List.of(english), speaking(ANN, 4));
        assertThat(floor.offered()).containsExactly(1, 2);
    }

    @Test
    void tierOffsetsGiveThoseWhoWaitTheirPlaceAnew() {
        floor.join(1, Tier.BRONZE);
        floor.pass(60);
        floor.join(2, Tier.GOLD);
        floor.floor.change(
                new FloorSettings(
                        List.of(sales()),
                        List.of(registered(ANN, SALES)),
                        new TierOffsets(Map.of()),
                        RestSettings.defaults()));
        floor.reachable(ANN);
        assertThat(floor.offered()).as("gold goes before nobody now").containsExactly(1);
    }

    @Test
    void aWrapUpThatIsSetOtherwiseCountsFromTheNextTalkOn() {
        floor.reachable(ANN);
        floor.join(1, Tier.BRONZE);
        floor.answer(1);
        change(List.of(salesWith(Duration.ZERO, 200)), registered(ANN, SALES));
        floor.endTalk(1);
        assertThat(floor.state(ANN)).isInstanceOf(Available.class);
    }

    /** Its time was over while a phone rang for it, and then it was not. */
    @Test
    void aWaitThatIsMadeLongerWhileAPhoneRingsEndsWhenThatIsOver() {
        floor.join(1, Tier.BRONZE);
        floor.pass(sales().maxWait().toSeconds() - 5);
        floor.reachable(ANN);
        floor.pass(10);
        Duration longer = sales().maxWait().plusMinutes(1);
        change(List.of(salesWith(Duration.ZERO, 200, longer)), registered(ANN, SALES));
        floor.fail(1, QueueCommand.OfferFailure.BUSY);
        floor.floor.agentUnreachable(ANN);
        assertThat(floor.queue().waiting()).isOne();
        floor.pass(60);
        assertThat(floor.last(1))
                .isEqualTo(new QueueEvent.Over(TestFloor.call(1), QueueEvent.Outcome.MAX_WAIT));
        floor.expectAtRest();
    }

    @Test
    void aLowerBoundSendsNobodyAwayButLetsNobodyIn() {
        for (int call = 1; call <= 3; call++) {
            floor.join(call, Tier.BRONZE);
        }
        change(List.of(salesWith(Duration.ZERO, 1)), registered(ANN, SALES));
        assertThat(floor.queue().waiting()).isEqualTo(3);
        floor.join(4, Tier.BRONZE);
        assertThat(floor.last(4)).isInstanceOf(QueueEvent.Over.class);
    }

    @Test
    void aQueueInWhichSomebodyIsCannotBeTakenAwayAndThenNothingChanges() {
        change(List.of(sales(), HELP), registered(ANN, SALES), registered(BOB, SUPPORT));
        floor.join(1, SUPPORT, Tier.BRONZE, floor.loop.instant());
        assertThat(change(List.of(sales()), registered(ANN, SALES)))
                .singleElement()
                .asString()
                .startsWith("queue support: 1 callers wait in it and 0 talk");
        assertThat(agents()).containsExactly(ANN, BOB);
        floor.reachable(BOB);
        floor.answer(1);
        assertThat(change(List.of(sales()), registered(ANN, SALES)))
                .singleElement()
                .asString()
                .startsWith("queue support: 0 callers wait in it and 1 talk");
        floor.endTalk(1);
        assertThat(change(List.of(sales()), registered(ANN, SALES))).isEmpty();
        assertThat(floor.floor.view().queues()).hasSize(1);
        floor.join(2, SUPPORT, Tier.BRONZE, floor.loop.instant());
        assertThat(floor.last(2)).isInstanceOf(QueueEvent.Over.class);
    }

    @Test
    void aPhoneThatIsFixedNoMoreLogsItsAgentOut() {
        change(List.of(sales()), fixed(ANN, SALES));
        assertThat(floor.state(ANN)).isInstanceOf(Available.class);
        change(List.of(sales()), registered(ANN, SALES));
        assertThat(floor.state(ANN)).isInstanceOf(LoggedOut.class);
    }

    @Test
    void whatDiffersIsSaidInTheWordsOfTheConfiguration() {
        FloorSettings before = settings(List.of(sales(), HELP), registered(ANN, SALES));
        FloorSettings after =
                settings(
                        List.of(salesWith(Duration.ofSeconds(9), 200)),
                        registered(ANN, SALES),
                        registered(BOB, SALES));
        assertThat(FloorDifference.between(before, after))
                .containsExactly(
                        "queue support: taken away",
                        "queue sales: wrap-up " + sales().wrapUp().toSeconds() + "s -> 9s",
                        "agent 2002: new");
        assertThat(FloorDifference.between(before, before)).isEmpty();
        FloorSettings tiers =
                new FloorSettings(
                        before.queues(),
                        before.agents(),
                        new TierOffsets(
                                Map.of(
                                        Tier.GOLD, Duration.ofMinutes(8),
                                        Tier.SILVER, Duration.ofMinutes(2))),
                        before.rest());
        assertThat(FloorDifference.between(before, tiers))
                .as("no tier and 0 s are the same")
                .containsExactly("tier-offsets.gold 300s -> 480s");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFloorAddsUpWhateverIsChangedWhen(long seed) {
        Random random = new Random(seed);
        List<AgentId> all = List.of(ANN, BOB, new AgentId("2003"), new AgentId("2004"));
        int changed = 0;
        for (int call = 1; call < 600; call++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    List<AgentSettings> some = new ArrayList<>();
                    for (AgentId agent : all) {
                        boolean help = random.nextBoolean();
                        if (random.nextInt(3) > 0) {
                            some.add(
                                    random.nextInt(4) == 0
                                            ? fixed(agent, help ? SUPPORT : SALES)
                                            : registered(agent, SALES, SUPPORT));
                        }
                    }
                    List<QueueSettings> queues =
                            List.of(
                                    salesWith(
                                            Duration.ofSeconds(random.nextInt(5)),
                                            1 + random.nextInt(20)),
                                    HELP);
                    changed += change(queues, some.toArray(AgentSettings[]::new)).isEmpty() ? 1 : 0;
                }
                case 1 -> floor.reachable(all.get(random.nextInt(all.size())));
                case 2 -> floor.floor.agentUnreachable(all.get(random.nextInt(all.size())));
                case 3 -> floor.pass(random.nextInt(30));
                default -> answerOrEnd(random, call);
            }
            floor.loop.settle();
        }
        assertThat(changed).isGreaterThan(50);
    }

    private void answerOrEnd(Random random, int call) {
        floor.join(call, random.nextBoolean() ? SALES : SUPPORT, Tier.BRONZE, floor.loop.instant());
        for (int other = Math.max(1, call - 20); other <= call; other++) {
            if (floor.heard(other).isEmpty()
                    || !(floor.last(other) instanceof QueueEvent.Offered)) {
                continue;
            }
            if (random.nextBoolean()) {
                floor.answer(other);
            } else if (random.nextBoolean()) {
                floor.endTalk(other);
                floor.abandon(other);
            }
        }
    }
}
