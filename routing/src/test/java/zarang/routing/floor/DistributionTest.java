package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/** CC17: which of several agents gets a caller, and which of several callers an agent. */
class DistributionTest {
    private static final AgentId CYRUS = new AgentId("2003");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private int call;

    private static QueueSettings queue(QueueName name, Strategy strategy, SkillNeeds needs) {
        return new QueueSettings(
                name,
                Duration.ofSeconds(20),
                Duration.ZERO,
                Duration.ofMinutes(30),
                200,
                Duration.ofMinutes(15),
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new Distribution(strategy, needs));
    }

    private static AgentSettings agent(AgentId id, Abilities abilities, QueueName... queues) {
        return new AgentSettings(id, "", List.of(queues), Optional.empty(), abilities);
    }

    private static Abilities knows(Map<String, Integer> skills) {
        return new Abilities(skills, 1, false);
    }

    private static TestFloor floor(List<QueueSettings> queues, AgentSettings... agents) {
        return new TestFloor(
                new FloorSettings(
                        queues, List.of(agents), TierOffsets.defaults(), RestSettings.defaults()));
    }

    /** Ann, Bob and Cyrus, all there, Ann for the longest time. */
    private static TestFloor three(Strategy strategy) {
        TestFloor floor =
                floor(
                        List.of(queue(SALES, strategy, SkillNeeds.NONE)),
                        agent(ANN, Abilities.DEFAULT, SALES),
                        agent(BOB, new Abilities(Map.of(), 3, false), SALES),
                        agent(CYRUS, Abilities.DEFAULT, SALES));
        floor.reachable(ANN, BOB, CYRUS);
        return floor;
    }

    /** A caller who talks for so long; whom it got. */
    private AgentId served(TestFloor floor, long seconds) {
        floor.join(++call, Tier.BRONZE);
        AgentId agent = floor.offerTo(call).agent();
        floor.answer(call);
        floor.pass(seconds);
        floor.endTalk(call);
        floor.pass(1);
        return agent;
    }

    @Test
    void theFirstOfTheListGetsAllThatItCanTake() {
        TestFloor floor = three(Strategy.TOP_DOWN);
        assertThat(List.of(served(floor, 5), served(floor, 5))).containsOnly(ANN);
        floor.join(++call, Tier.BRONZE);
        floor.answer(call);
        assertThat(served(floor, 5)).as("while Ann talks").isEqualTo(BOB);
    }

    @Test
    void whoHadTheFewestCallersGetsTheNext() {
        TestFloor floor = three(Strategy.FEWEST_CALLS);
        assertThat(List.of(served(floor, 5), served(floor, 5), served(floor, 5)))
                .containsExactly(ANN, BOB, CYRUS);
        floor.floor.agentUnreachable(ANN);
        floor.reachable(ANN);
        assertThat(List.of(served(floor, 5), served(floor, 5)))
                .as("Ann logged in anew, then longest idle")
                .containsExactly(ANN, BOB);
    }

    @Test
    void whoWorkedTheSmallestShareOfItsTimeGetsTheNext() {
        TestFloor floor = three(Strategy.LEAST_OCCUPIED);
        assertThat(served(floor, 100)).isEqualTo(ANN);
        assertThat(served(floor, 10)).isEqualTo(BOB);
        assertThat(served(floor, 300)).isEqualTo(CYRUS);
        assertThat(List.of(served(floor, 1), served(floor, 1)))
                .as("Bob has worked 10 s, and then 11")
                .containsExactly(BOB, BOB);
    }

    @Test
    void offersGoRoundWhateverComesOfThem() {
        TestFloor floor = three(Strategy.ROUND_ROBIN);
        floor.join(++call, Tier.BRONZE);
        List<AgentId> asked = new ArrayList<>();
        asked.add(floor.offerTo(call).agent());
        floor.fail(call, OfferFailure.BUSY);
        asked.add(floor.offerTo(call).agent());
        floor.fail(call, OfferFailure.BUSY);
        asked.add(floor.offerTo(call).agent());
        floor.pass(6);
        floor.fail(call, OfferFailure.BUSY);
        asked.add(floor.offerTo(call).agent());
        assertThat(asked).containsExactly(ANN, BOB, CYRUS, ANN);
    }

    @Test
    void chanceGivesEachItsShareAndTheSameSeedTheSameDraws() {
        Map<AgentId, Integer> weighted = shares(Strategy.WEIGHTED);
        assertThat(weighted.get(BOB)).as("weight 3 of 5: %s", weighted).isBetween(1_100, 1_300);
        Map<AgentId, Integer> random = shares(Strategy.RANDOM);
        assertThat(random.values()).as("a third each: %s", random).allMatch(n -> n > 580);
        assertThat(shares(Strategy.RANDOM)).isEqualTo(random);
    }

    private Map<AgentId, Integer> shares(Strategy strategy) {
        TestFloor floor = three(strategy);
        Map<AgentId, Integer> shares = new HashMap<>();
        IntStream.range(0, 2_000).forEach(n -> shares.merge(oneOfAllIdle(floor), 1, Integer::sum));
        return shares;
    }

    /** All log in anew, so that each draws again. */
    private AgentId oneOfAllIdle(TestFloor floor) {
        for (AgentId agent : List.of(ANN, BOB, CYRUS)) {
            floor.floor.agentUnreachable(agent);
            floor.floor.agentReachable(agent);
        }
        floor.join(++call, Tier.BRONZE);
        AgentId agent = floor.offerTo(call).agent();
        floor.abandon(call);
        floor.heard.clear();
        floor.written.clear();
        return agent;
    }

    @Test
    void whoKnowsMostOfWhatIsAskedGetsTheCaller() {
        SkillNeeds english = new SkillNeeds(Map.of("english", 1), List.of());
        TestFloor floor =
                floor(
                        List.of(queue(SALES, Strategy.BEST_SKILL, english)),
                        agent(ANN, knows(Map.of("english", 2, "refunds", 5)), SALES),
                        agent(BOB, knows(Map.of("english", 4)), SALES),
                        agent(CYRUS, knows(Map.of("english", 4)), SALES));
        floor.reachable(ANN, CYRUS, BOB);
        assertThat(served(floor, 5)).as("4 before 2, then longest idle").isEqualTo(CYRUS);
        assertThat(served(floor, 5)).isEqualTo(BOB);
    }

    @Test
    void aCallerWaitsForTheAgentWhoKnowsEnoughAndHoldsUpNobodyInAnotherQueue() {
        SkillNeeds english = new SkillNeeds(Map.of("english", 3), List.of());
        TestFloor floor =
                floor(
                        List.of(
                                queue(SALES, Strategy.LONGEST_IDLE, english),
                                queue(SUPPORT, Strategy.LONGEST_IDLE, SkillNeeds.NONE)),
                        agent(ANN, knows(Map.of("english", 3)), SALES, SUPPORT),
                        agent(BOB, knows(Map.of("english", 2)), SALES, SUPPORT));
        floor.reachable(BOB);
        floor.join(1, SALES, Tier.GOLD, floor.loop.instant());
        floor.join(2, SUPPORT, Tier.BRONZE, floor.loop.instant());
        assertThat(floor.offered()).containsExactly(2);
        floor.reachable(ANN);
        assertThat(floor.offerTo(1).agent()).isEqualTo(ANN);
    }

    @Test
    void lessIsAskedOfAgentsTheLongerACallerWaits() {
        SkillNeeds needs =
                new SkillNeeds(
                        Map.of("english", 3, "vip", 1), List.of(MINUTE, MINUTE.plus(MINUTE)));
        TestFloor floor =
                floor(
                        List.of(queue(SALES, Strategy.LONGEST_IDLE, needs)),
                        agent(ANN, knows(Map.of("english", 2)), SALES),
                        agent(BOB, knows(Map.of("english", 1)), SALES),
                        agent(CYRUS, Abilities.DEFAULT, SALES));
        floor.reachable(ANN, BOB, CYRUS);
        floor.join(1, Tier.GOLD);
        floor.pass(59);
        assertThat(floor.offered()).isEmpty();
        floor.pass(1);
        assertThat(floor.offerTo(1).agent()).as("english 2, nobody for vip").isEqualTo(ANN);
        floor.fail(1, OfferFailure.REJECTED);
        floor.ask(ANN, new AgentWish.LogOut());
        floor.pass(59);
        assertThat(floor.offered()).hasSize(1);
        floor.pass(1);
        assertThat(floor.offerTo(1).agent()).as("english 1").isEqualTo(BOB);
        floor.fail(1, OfferFailure.REJECTED);
        floor.ask(BOB, new AgentWish.LogOut());
        floor.pass(3600);
        assertThat(floor.heard(1))
                .as("Cyrus never")
                .noneMatch(event ->
                        event instanceof QueueEvent.Offered offer && offer.agent().equals(CYRUS));
        floor.expectAtRest();
    }

    @Test
    void anAgentWhoComesFreeTakesWhoHasWaitedLongEnoughForIt() {
        SkillNeeds needs = new SkillNeeds(Map.of("english", 1), List.of(MINUTE));
        TestFloor floor =
                floor(
                        List.of(queue(SALES, Strategy.LONGEST_IDLE, needs)),
                        agent(BOB, Abilities.DEFAULT, SALES));
        floor.join(1, Tier.BRONZE);
        floor.pass(61);
        floor.join(2, Tier.GOLD);
        floor.reachable(BOB);
        assertThat(floor.offered()).as("gold goes first, and is not Bob's yet").containsExactly(1);
    }

    @Test
    void anAgentTakesItsQueuesInItsOwnOrderButNobodyWhoIsTooOldWaits() {
        QueueSettings sales = queue(SALES, Strategy.LONGEST_IDLE, SkillNeeds.NONE);
        QueueSettings support = queue(SUPPORT, Strategy.LONGEST_IDLE, SkillNeeds.NONE);
        TestFloor floor =
                floor(
                        List.of(sales, support),
                        agent(ANN, new Abilities(Map.of(), 1, true), SUPPORT, SALES));
        floor.join(1, SALES, Tier.GOLD, floor.loop.instant());
        floor.pass(10);
        floor.join(2, SUPPORT, Tier.BRONZE, floor.loop.instant());
        floor.reachable(ANN);
        assertThat(floor.offered()).containsExactly(2);
        floor.abandon(2);
        assertThat(floor.offered()).containsExactly(2, 1);
        floor.abandon(1);
        floor.ask(ANN, new AgentWish.LogOut());
        floor.join(3, SALES, Tier.BRONZE, floor.loop.instant());
        floor.pass(15 * 60);
        floor.join(4, SUPPORT, Tier.GOLD, floor.loop.instant());
        floor.ask(ANN, new AgentWish.Ready());
        assertThat(floor.offered()).as("older than the hard cap").containsExactly(2, 1, 3);
    }

    @Test
    void anAgentOfFiftyQueuesTakesThemInItsOwnOrder() {
        List<QueueName> queues =
                IntStream.range(0, 50).mapToObj(n -> new QueueName("q" + n)).toList();
        QueueName[] own = queues.reversed().toArray(QueueName[]::new);
        TestFloor floor =
                floor(
                        queues.stream()
                                .map(name -> queue(name, Strategy.LONGEST_IDLE, SkillNeeds.NONE))
                                .toList(),
                        agent(ANN, new Abilities(Map.of(), 1, true), own),
                        agent(BOB, Abilities.DEFAULT, own));
        for (int caller = 0; caller < 50; caller++) {
            floor.join(caller, queues.get(caller), Tier.BRONZE, floor.loop.instant());
            floor.pass(1);
        }
        floor.reachable(ANN, BOB);
        assertThat(floor.offered())
                .as("Ann: whose queue she names first; Bob: who came first")
                .containsExactly(49, 0);
        for (int turn = 0; turn < 24; turn++) {
            floor.answer(49 - turn);
            floor.endTalk(49 - turn);
            floor.answer(turn);
            floor.endTalk(turn);
            assertThat(floor.offered()).endsWith(48 - turn, turn + 1);
        }
        assertThat(floor.offered()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void whoHasNoCallWaitsAndIsServedLikeACaller() {
        TestFloor floor = three(Strategy.LONGEST_IDLE);
        for (AgentId agent : List.of(BOB, CYRUS)) {
            floor.floor.agentUnreachable(agent);
        }
        Subject callBack = new Subject("callback", "17");
        floor.join(1, Tier.BRONZE);
        floor.tell(new QueueCommand.Join(callBack, SALES, Tier.GOLD, floor.loop.instant()));
        floor.join(2, Tier.BRONZE);
        floor.answer(1);
        floor.endTalk(1);
        QueueEvent.Offered offered =
                floor.heard.stream()
                        .filter(event -> event.subject().equals(callBack))
                        .filter(QueueEvent.Offered.class::isInstance)
                        .map(QueueEvent.Offered.class::cast)
                        .findFirst()
                        .orElseThrow();
        floor.tell(new QueueCommand.OfferAnswered(callBack, offered.offer(), ANN));
        floor.tell(new QueueCommand.TalkEnded(callBack, offered.offer(), ANN));
        assertThat(floor.offerTo(2).agent()).isEqualTo(ANN);
    }
}
