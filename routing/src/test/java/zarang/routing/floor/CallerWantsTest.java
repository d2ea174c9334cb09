package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/** CC17: what one caller needs of an agent, and whom it is kept for at first. */
class CallerWantsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static QueueSettings queue(QueueName name, SkillNeeds needs) {
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
                new Distribution(Strategy.LONGEST_IDLE, needs));
    }

    private static AgentSettings agent(AgentId id, Map<String, Integer> skills, QueueName... of) {
        return new AgentSettings(
                id, "", List.of(of), Optional.empty(), new Abilities(skills, 1, false));
    }

    private static FloorSettings settings(SkillNeeds needs, AgentSettings... agents) {
        return new FloorSettings(
                List.of(queue(SALES, needs), queue(SUPPORT, SkillNeeds.NONE)),
                List.of(agents),
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    /** Ann knows no English, Bob some; both are there, Ann for longer. */
    private static TestFloor floor(SkillNeeds needs) {
        TestFloor floor =
                new TestFloor(
                        settings(
                                needs,
                                agent(ANN, Map.of(), SALES),
                                agent(BOB, Map.of("english", 2), SALES)));
        floor.reachable(ANN, BOB);
        return floor;
    }

    private static CallerWants english(int level) {
        return new CallerWants(Map.of("english", level), Optional.empty());
    }

    private static CallerWants prefers(AgentId agent) {
        return new CallerWants(Map.of(), Optional.of(new CallerWants.Preferred(agent, MINUTE)));
    }

    private static void join(TestFloor floor, int call, CallerWants wants) {
        floor.tell(
                new QueueCommand.Join(
                        Subject.of(TestFloor.call(call)),
                        SALES,
                        Tier.BRONZE,
                        floor.loop.instant(),
                        Duration.ZERO,
                        wants));
    }

    private static void talks(TestFloor floor, int call, AgentId with) {
        floor.join(call, Tier.BRONZE);
        assertThat(floor.offerTo(call).agent()).isEqualTo(with);
        floor.answer(call);
    }

    @Test
    void aCallerWhoNeedsASkillGetsWhoHasItAndHoldsNobodyUp() {
        TestFloor floor = floor(SkillNeeds.NONE);
        join(floor, 1, english(2));
        assertThat(floor.offerTo(1).agent()).as("not the longest idle").isEqualTo(BOB);
        join(floor, 2, english(1));
        assertThat(floor.offered()).as("Ann knows none").containsExactly(1);
        floor.join(3, Tier.BRONZE);
        assertThat(floor.offerTo(3).agent()).as("who came later").isEqualTo(ANN);
        floor.answer(1);
        floor.endTalk(1);
        assertThat(floor.offerTo(2).agent()).isEqualTo(BOB);
    }

    @Test
    void whatACallerNeedsRelaxesInTheStepsOfItsQueue() {
        TestFloor floor = floor(new SkillNeeds(Map.of(), List.of(MINUTE, MINUTE.multipliedBy(2))));
        join(floor, 1, english(4));
        assertThat(floor.offered()).isEmpty();
        floor.pass(119);
        assertThat(floor.offered()).isEmpty();
        floor.pass(1);
        assertThat(floor.offerTo(1).agent()).as("two levels less").isEqualTo(BOB);
        join(floor, 2, english(2));
        floor.pass(120);
        assertThat(floor.offerTo(2).agent()).as("not asked for any more").isEqualTo(ANN);
    }

    private static void join(TestFloor floor, int call, Tier tier, CallerWants wants) {
        floor.tell(
                new QueueCommand.Join(
                        Subject.of(TestFloor.call(call)),
                        SALES,
                        tier,
                        floor.loop.instant(),
                        Duration.ZERO,
                        wants));
    }

    /** As they are when a queue was closed and all of its callers wait in another. */
    @Test
    void ofThoseOfWhomLessIsAskedFromOneMomentOnTheFirstInTheLineIsServed() {
        TestFloor floor = floor(new SkillNeeds(Map.of(), List.of(MINUTE)));
        join(floor, 1, Tier.BRONZE, english(3));
        join(floor, 2, Tier.GOLD, english(3));
        floor.pass(60);
        assertThat(floor.offered()).containsExactly(2);
    }

    @Test
    void ofThoseWhoWereKeptForOneAgentTheFirstInTheLineIsServedByAnother() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 9, ANN);
        join(floor, 1, Tier.BRONZE, prefers(ANN));
        join(floor, 2, Tier.GOLD, prefers(ANN));
        floor.pass(10);
        assertThat(floor.offered()).containsExactly(9);
        floor.pass(50);
        assertThat(floor.offered()).as("kept no longer").containsExactly(9, 2);
    }

    @Test
    void ofThoseWhomAnAgentLeavesBehindTheFirstInTheLineIsServedByAnother() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 9, ANN);
        join(floor, 1, Tier.BRONZE, prefers(ANN));
        join(floor, 2, Tier.GOLD, prefers(ANN));
        floor.ask(ANN, new AgentWish.LogOut());
        floor.endTalk(9);
        assertThat(floor.offered()).endsWith(2).doesNotContain(1);
    }

    @Test
    void ofTheQueuesSkillsAndTheCallersTheHigherLevelCounts() {
        TestFloor floor = floor(new SkillNeeds(Map.of("english", 1), List.of()));
        join(floor, 1, english(3));
        assertThat(floor.offered()).isEmpty();
        join(floor, 2, new CallerWants(Map.of("refunds", 1), Optional.empty()));
        assertThat(floor.offered()).as("Bob knows nothing of refunds").isEmpty();
        join(floor, 3, english(1));
        assertThat(floor.offered()).containsExactly(3);
    }

    @Test
    void aCallerIsKeptForItsAgentWhileThatOneTalksAndThenAnybodyTakesIt() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 1, ANN);
        join(floor, 2, prefers(ANN));
        floor.pass(59);
        assertThat(floor.offered()).as("Bob is idle").containsExactly(1);
        floor.pass(1);
        assertThat(floor.offerTo(2).agent()).isEqualTo(BOB);
    }

    @Test
    void itsAgentGetsTheCallerAsSoonAsItIsFree() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 1, ANN);
        join(floor, 2, prefers(ANN));
        floor.pass(20);
        floor.endTalk(1);
        assertThat(floor.offerTo(2).agent()).isEqualTo(ANN);
        floor.answer(2);
        join(floor, 3, prefers(BOB));
        assertThat(floor.offerTo(3).agent()).as("idle from the first moment on").isEqualTo(BOB);
    }

    @Test
    void anAgentWhoIsAwayOrServesAnotherQueueIsNotWaitedFor() {
        TestFloor floor = floor(SkillNeeds.NONE);
        floor.ask(ANN, new AgentWish.Pause(new PauseReason("lunch")));
        join(floor, 1, prefers(ANN));
        assertThat(floor.offerTo(1).agent()).isEqualTo(BOB);
        floor.abandon(1);
        join(floor, 2, prefers(new AgentId("2999")));
        assertThat(floor.offerTo(2).agent()).as("there is no such agent").isEqualTo(BOB);
        TestFloor other =
                new TestFloor(
                        settings(
                                SkillNeeds.NONE,
                                agent(ANN, Map.of(), SUPPORT),
                                agent(BOB, Map.of(), SALES)));
        other.reachable(ANN, BOB);
        join(other, 1, prefers(ANN));
        assertThat(other.offerTo(1).agent()).isEqualTo(BOB);
    }

    @Test
    void whenItsAgentGoesAwayOrDoesNotAnswerOthersTakeTheCallerAtOnce() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 1, ANN);
        join(floor, 2, prefers(ANN));
        floor.ask(ANN, new AgentWish.LogOut());
        assertThat(floor.offered()).as("it talks still").containsExactly(1);
        floor.endTalk(1);
        assertThat(floor.offerTo(2).agent()).as("logged out").isEqualTo(BOB);
        floor.abandon(2);
        floor.ask(ANN, new AgentWish.Ready());
        join(floor, 3, prefers(ANN));
        assertThat(floor.offerTo(3).agent()).isEqualTo(ANN);
        floor.fail(3, OfferFailure.NO_ANSWER);
        assertThat(floor.offerTo(3).agent()).as("Ann did not answer").isEqualTo(BOB);
    }

    @Test
    void whenItsAgentServesTheQueueNoMoreOthersTakeTheCallerAtOnce() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 1, ANN);
        join(floor, 2, prefers(ANN));
        assertThat(
                        floor.floor.change(
                                settings(
                                        SkillNeeds.NONE,
                                        agent(ANN, Map.of(), SUPPORT),
                                        agent(BOB, Map.of(), SALES))))
                .isEmpty();
        floor.loop.settle();
        assertThat(floor.offerTo(2).agent()).isEqualTo(BOB);
    }

    @Test
    void whatACallerWantsGoesWithItToAnotherOwner() {
        TestFloor floor = floor(SkillNeeds.NONE);
        floor.floor.putAway();
        floor.reachable(ANN, BOB);
        floor.floor.carry(
                Set.of(),
                List.of(
                        new CarriedCaller(
                                Subject.of(TestFloor.call(1)),
                                SALES,
                                Tier.BRONZE,
                                MINUTE,
                                Duration.ofSeconds(10),
                                true,
                                new CarriedCaller.Standing.Waits(),
                                Duration.ZERO,
                                english(2))));
        floor.floor.open();
        floor.loop.settle();
        assertThat(floor.offerTo(1).agent()).isEqualTo(BOB);
    }

    @Test
    void nobodyWhoWaitedLongerIsPassedForIt() {
        TestFloor floor = floor(SkillNeeds.NONE);
        talks(floor, 1, ANN);
        talks(floor, 2, BOB);
        floor.join(3, Tier.BRONZE);
        floor.pass(1);
        join(floor, 4, prefers(ANN));
        floor.endTalk(1);
        assertThat(floor.offerTo(3).agent()).as("who came first").isEqualTo(ANN);
        floor.pass(1);
        floor.endTalk(2);
        assertThat(floor.offered()).as("kept for Ann, who is rung").containsExactly(1, 2, 3);
    }

    @Test
    void whatACallerWaitsForIsSaidAsItIsAskedNow() {
        TestFloor floor = floor(new SkillNeeds(Map.of("sales", 1), List.of(MINUTE)));
        join(
                floor,
                1,
                new CallerWants(
                        Map.of("english", 4),
                        Optional.of(new CallerWants.Preferred(BOB, MINUTE.plus(MINUTE)))));
        assertThat(floor.floor.waiting(SALES).getFirst().why())
                .isEqualTo(
                        "waits for 0 s, and bronze counts from arrival; its agent needs english 4,"
                                + " sales 1; kept for agent 2002 for 2 min more");
        floor.pass(60);
        assertThat(floor.floor.waiting(SALES).getFirst().why())
                .endsWith("arrival; its agent needs english 3; kept for agent 2002 for 1 min more");
        floor.pass(60);
        assertThat(floor.floor.waiting(SALES).getFirst().why())
                .as("anybody takes it now who can")
                .endsWith("arrival; its agent needs english 3");
    }
}
