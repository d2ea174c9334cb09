package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.Selection;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/** A queue's strategy chooses; who waits and need not is not its to decide. */
class SelectionTest {
    private static final Map<AgentId, Set<String>> SKILLS =
            Map.of(ANN, Set.of("gold"), BOB, Set.of("silver", "bronze"));

    private static TestFloor floor(Selection selection) {
        return new TestFloor(
                new FloorSettings(
                        List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT)),
                        List.of(
                                TestFloor.registered(ANN, SALES, SUPPORT),
                                TestFloor.registered(BOB, SALES, SUPPORT)),
                        TierOffsets.defaults(),
                        RestSettings.defaults(),
                        Duration.ofHours(25),
                        selection,
                        List.of()));
    }

    private static TestFloor withSkills() {
        return floor(
                new Skills(agent -> SKILLS.getOrDefault(agent, Set.of()), e -> e.tier().name()));
    }

    @Test
    void aCallerWaitsForTheAgentWhoCanTakeItAndHoldsUpNobodyBehind() {
        TestFloor floor = withSkills();
        floor.reachable(BOB);
        floor.join(1, Tier.GOLD);
        floor.join(2, Tier.SILVER);
        assertThat(floor.offered()).as("the gold one is first, and not Bob's").containsExactly(2);
        assertThat(floor.offerTo(2).agent()).isEqualTo(BOB);
        floor.reachable(ANN);
        assertThat(floor.offerTo(1).agent()).isEqualTo(ANN);
    }

    @Test
    void anAgentGetsTheFirstThatItCanTakeOfAllItsQueues() {
        TestFloor floor = withSkills();
        floor.join(1, SALES, Tier.GOLD, floor.loop.instant());
        floor.pass(1);
        floor.join(2, SUPPORT, Tier.GOLD, floor.loop.instant());
        floor.pass(1);
        floor.join(3, SUPPORT, Tier.SILVER, floor.loop.instant());
        floor.pass(1);
        floor.join(4, SALES, Tier.SILVER, floor.loop.instant());
        floor.reachable(BOB);
        assertThat(floor.offered()).containsExactly(3);
        floor.answer(3);
        floor.endTalk(3);
        floor.pass(6);
        assertThat(floor.offered()).containsExactly(3, 4);
    }

    @Test
    void whoIsTooOldForTiersGoesFirstAmongThoseWhomTheAgentCanTake() {
        TestFloor floor = withSkills();
        floor.join(1, Tier.BRONZE);
        floor.pass(14 * 60);
        floor.join(2, Tier.GOLD);
        floor.join(3, Tier.SILVER);
        floor.pass(90);
        floor.reachable(BOB);
        assertThat(floor.offered()).containsExactly(1);
    }

    @Test
    void aStrategyMayTurnTheOrderRound() {
        TestFloor floor = floor(new Contrary());
        floor.reachable(ANN, BOB);
        floor.join(1, Tier.BRONZE);
        assertThat(floor.offerTo(1).agent()).as("who sat down last").isEqualTo(BOB);
        floor.join(2, Tier.BRONZE);
        floor.join(3, Tier.BRONZE);
        floor.join(4, Tier.BRONZE);
        floor.answer(1);
        floor.endTalk(1);
        floor.pass(6);
        assertThat(floor.offered()).as("who came last").containsExactly(1, 2, 4);
    }

    @Test
    void whoHasNoCallWaitsAndIsServedLikeACaller() {
        TestFloor floor = floor(Selection.LONGEST_IDLE);
        Subject callBack = new Subject("callback", "17");
        floor.tell(new QueueCommand.Join(callBack, SALES, Tier.GOLD, floor.loop.instant()));
        floor.join(1, Tier.BRONZE);
        floor.reachable(ANN);
        QueueEvent.Offered offered =
                floor.heard.stream()
                        .filter(QueueEvent.Offered.class::isInstance)
                        .map(QueueEvent.Offered.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(offered.subject()).isEqualTo(callBack);
        floor.tell(new QueueCommand.OfferAnswered(callBack, offered.offer(), ANN));
        floor.tell(new QueueCommand.TalkEnded(callBack, offered.offer(), ANN));
        floor.pass(6);
        assertThat(floor.offerTo(1).agent()).isEqualTo(ANN);
    }
}
