package zarang.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;
import zarang.routing.queue.WhenClosed;

/**
 * CC17: something happens a second after something else fell due, and no tick came in between.
 * Whoever is served is who would be, had the tick come on time. Ann, who knows English at level 2,
 * and Bob, who knows it at level 1, serve sales; Cyrus serves support, where sales overflows to.
 */
final class LateTickTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final QueueName SUPPORT = new QueueName("support");
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");
    private static final AgentId CYRUS = new AgentId("2003");
    private static final CallerWants ENGLISH_2 =
            new CallerWants(Map.of("english", 2), Optional.empty());

    private final Dispatcher dispatcher = new Dispatcher(settings(), "t", Instant.EPOCH);
    private final Map<String, QueueEvent.Offered> offered = new HashMap<>();

    /** Who was offered whom, such as {@code 1 Ann}. */
    private final List<String> served = new ArrayList<>();

    private final List<QueueEvent> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private static FloorSettings settings() {
        return new FloorSettings(
                List.of(
                        queue(SALES)
                                .with(
                                        new Intake(
                                                true,
                                                WhenClosed.STAY,
                                                Optional.of(SUPPORT),
                                                Set.copyOf(Intake.RULES))),
                        queue(SUPPORT)),
                List.of(agent(ANN, 2, SALES), agent(BOB, 1, SALES), agent(CYRUS, 5, SUPPORT)),
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    private static QueueSettings queue(QueueName name) {
        return new QueueSettings(
                name,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(100),
                3,
                Duration.ofMinutes(15),
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new Distribution(
                        Strategy.LONGEST_IDLE,
                        new SkillNeeds(Map.of(), List.of(Duration.ofSeconds(60)))));
    }

    private static AgentSettings agent(AgentId id, int english, QueueName queue) {
        return new AgentSettings(
                id,
                "",
                List.of(queue),
                Optional.empty(),
                new Abilities(Map.of("english", english), 1, false));
    }

    @AfterEach
    void theFloorAddsUp() {
        assertThat(dispatcher.violations()).isEmpty();
    }

    @Test
    void anAgentFreedTakesWhoIsAskedLessForBeforeWhoStandsBehind() {
        phone(ANN);
        talk("0");
        phone(BOB);
        talk("9");
        join("1", ENGLISH_2);
        pass(1);
        join("2", CallerWants.NOTHING);
        at(61);
        ended("9");
        assertThat(served).containsExactly("0 2001", "9 2002", "1 2002");
    }

    @Test
    void anIdleAgentIsTheirsForWhomLessIsAskedAndNotWhoJoinsThen() {
        phone(BOB);
        join("1", ENGLISH_2);
        at(61);
        join("2", CallerWants.NOTHING);
        assertThat(served).containsExactly("1 2002");
    }

    @Test
    void anIdleAgentIsTheirsWhoWereKeptForAnotherAndNotWhoJoinsThen() {
        phone(ANN);
        talk("0");
        phone(BOB);
        join(
                "1",
                new CallerWants(
                        Map.of(),
                        Optional.of(new CallerWants.Preferred(ANN, Duration.ofSeconds(45)))));
        at(46);
        join("2", CallerWants.NOTHING);
        assertThat(served).containsExactly("0 2001", "1 2002");
    }

    @Test
    void whoseWrapUpIsOverTakesTheFirstAndWhoIsFreedAfterItTheNext() {
        phone(ANN);
        talk("0");
        phone(BOB);
        talk("9");
        wrapUp("0");
        join("1", CallerWants.NOTHING);
        pass(1);
        join("2", CallerWants.NOTHING);
        at(31);
        ended("9");
        assertThat(served).containsExactly("0 2001", "9 2002", "1 2001", "2 2002");
    }

    @Test
    void whoHasWaitedToTheEndIsInItsOtherQueueWhenAnAgentIsFreed() {
        phone(CYRUS);
        join("8", SUPPORT, CallerWants.NOTHING);
        answer("8");
        phone(ANN);
        talk("0");
        join("1", CallerWants.NOTHING);
        pass(2);
        join("2", CallerWants.NOTHING);
        at(101);
        ended("0");
        assertThat(served).containsExactly("8 2003", "0 2001", "2 2001");
        assertThat(told).filteredOn(QueueEvent.Moved.class::isInstance).hasSize(1);
    }

    @Test
    void whoHasWaitedToTheEndMakesRoomForWhoJoinsThen() {
        phone(ANN);
        talk("0");
        for (String caller : List.of("1", "2", "3")) {
            join(caller, CallerWants.NOTHING);
            pass(2);
        }
        at(101);
        join("4", CallerWants.NOTHING);
        assertThat(told)
                .endsWith(
                        new QueueEvent.Moved(
                                subject("1"),
                                SALES,
                                SUPPORT,
                                1,
                                QueueEvent.MoveReason.MAX_WAIT,
                                Optional.empty()),
                        new QueueEvent.Joined(subject("4"), SALES, 3));
    }

    @Test
    void whomItsCallLetsRingTooLongStandsBeforeTheYoungerWhenAnAgentIsFreed() {
        phone(ANN);
        talk("0");
        phone(BOB);
        join("1", CallerWants.NOTHING);
        pass(1);
        join("2", CallerWants.NOTHING);
        at(26);
        ended("0");
        assertThat(served).containsExactly("0 2001", "1 2002", "1 2001");
    }

    @Test
    void anAnswerOnTheLimitCountsAndSoDoesOneThatIsHeardLate() {
        phone(ANN);
        join("1", CallerWants.NOTHING);
        at(25);
        answer("1");
        assertThat(dispatcher.isTalking(offer("1").offer())).isTrue();
        phone(BOB);
        join("2", CallerWants.NOTHING);
        at(53);
        answer("2");
        assertThat(dispatcher.isTalking(offer("2").offer())).isTrue();
        assertThat(told).noneMatch(QueueEvent.OfferRevoked.class::isInstance);
        assertThat(dispatcher.view(now).counts().overdueOffers()).isZero();
    }

    private static Subject subject(String caller) {
        return new Subject("call", caller);
    }

    private void join(String caller, CallerWants wants) {
        join(caller, SALES, wants);
    }

    private void join(String caller, QueueName queue, CallerWants wants) {
        say(new QueueCommand.Join(subject(caller), queue, Tier.BRONZE, now, Duration.ZERO, wants));
    }

    /** Joins, and the agent who is free answers. */
    private void talk(String caller) {
        join(caller, CallerWants.NOTHING);
        answer(caller);
    }

    private void answer(String caller) {
        QueueEvent.Offered offer = offer(caller);
        say(new QueueCommand.OfferAnswered(offer.subject(), offer.offer(), offer.agent()));
    }

    private void wrapUp(String caller) {
        QueueEvent.Offered offer = offer(caller);
        say(new QueueCommand.TalkEnded(offer.subject(), offer.offer(), offer.agent()));
    }

    /** Its agent is free at once. */
    private void ended(String caller) {
        QueueEvent.Offered offer = offer(caller);
        say(new QueueCommand.NobodyThere(offer.subject(), offer.offer(), offer.agent()));
    }

    private QueueEvent.Offered offer(String caller) {
        QueueEvent.Offered offer = offered.get(caller);
        if (offer == null) {
            throw new AssertionError("not offered: " + caller);
        }
        return offer;
    }

    private void phone(AgentId agent) {
        happen(new FloorEvent.AgentReachable(agent));
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private void at(int seconds) {
        now = Instant.EPOCH.plusSeconds(seconds);
    }

    private void say(QueueCommand command) {
        happen(new FloorEvent.CallSaid(command));
    }

    private void happen(FloorEvent event) {
        for (Decision decision : dispatcher.on(event, now)) {
            if (decision instanceof Decision.Reserve(var offer, _, _)) {
                happen(new FloorEvent.Reserved(offer));
            } else if (decision instanceof Decision.Tell(QueueEvent heard)) {
                told.add(heard);
                if (heard instanceof QueueEvent.Offered made) {
                    String caller = made.subject().id();
                    offered.put(caller, made);
                    served.add(caller + " " + made.agent());
                }
            }
        }
    }
}
