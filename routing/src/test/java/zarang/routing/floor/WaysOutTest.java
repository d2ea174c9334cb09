package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.BOB;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.SUPPORT;
import static zarang.routing.floor.TestFloor.call;
import static zarang.routing.floor.TestFloor.registered;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.ServiceLevel;
import zarang.routing.queue.WhenClosed;

/** Queues that are closed, and queues that hand on whom they send away. */
final class WaysOutTest {
    private static final QueueName CLUB = new QueueName("club");

    private static QueueSettings queue(QueueName name, int size, Duration maxWait, Intake intake) {
        return new QueueSettings(
                        name,
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        maxWait,
                        size,
                        Duration.ofMinutes(15),
                        true,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5))
                .with(intake);
    }

    private static QueueSettings queue(QueueName name, Intake intake) {
        return queue(name, 200, Duration.ofMinutes(30), intake);
    }

    private static Intake to(QueueName queue, MoveReason... when) {
        return new Intake(true, WhenClosed.STAY, Optional.of(queue), Set.of(when));
    }

    private static Intake closed(WhenClosed whenClosed) {
        return new Intake(false, whenClosed, Optional.empty(), Set.copyOf(Intake.RULES));
    }

    /** Ann serves sales, Bob serves support and the club; nobody's phone is there. */
    private static FloorSettings settings(QueueSettings... queues) {
        return TestFloor.settings(
                List.of(queues), registered(ANN, SALES), registered(BOB, SUPPORT, CLUB));
    }

    private static TestFloor floor(QueueSettings... queues) {
        return new TestFloor(settings(queues));
    }

    private static ServiceLevel level(TestFloor on, QueueName queue) {
        return on.floor.view().queues().stream()
                .filter(view -> view.queue().equals(queue))
                .findFirst()
                .orElseThrow()
                .serviceLevel();
    }

    private static QueueEvent moved(
            int call, QueueName from, QueueName to, int position, MoveReason why) {
        return new QueueEvent.Moved(
                Subject.of(call(call)), from, to, position, why, Optional.empty());
    }

    @Test
    void aClosedQueueLetsNobodyInAndServesThoseWhoWait() {
        QueueSettings open = queue(SALES, Intake.DEFAULT);
        TestFloor on = floor(open, queue(SUPPORT, Intake.DEFAULT), queue(CLUB, Intake.DEFAULT));
        on.join(1, Tier.BRONZE);
        on.floor.change(
                settings(
                        open.with(closed(WhenClosed.STAY)),
                        queue(SUPPORT, Intake.DEFAULT),
                        queue(CLUB, Intake.DEFAULT)));
        on.join(2, Tier.GOLD);
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Over(call(2), Outcome.CLOSED));
        assertThat(level(on, SALES).closed()).isEqualTo(1);
        on.reachable(ANN);
        assertThat(on.offered()).containsExactly(1);
    }

    private static QueueCommand.Join again(TestFloor on, int call) {
        return new QueueCommand.Join(
                Subject.of(call(call)),
                SALES,
                Tier.BRONZE,
                on.loop.instant().minusSeconds(60),
                Duration.ZERO,
                CallerWants.NOTHING,
                true);
    }

    /** Its agent's phone was lost in the talk: it was let in once, and waits on at its place. */
    @Test
    void whoLosesItsAgentIsLetInAgainAlsoWhereTheQueueIsFullOrClosedByThen() {
        QueueSettings small = queue(SALES, 1, Duration.ofMinutes(30), Intake.DEFAULT);
        QueueSettings[] others = {queue(SUPPORT, Intake.DEFAULT), queue(CLUB, Intake.DEFAULT)};
        TestFloor on = floor(small, others[0], others[1]);
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.answer(1);
        on.join(2, Tier.BRONZE);
        on.join(3, Tier.BRONZE);
        assertThat(on.last(3)).isEqualTo(new QueueEvent.Over(call(3), Outcome.FULL));
        on.floor.agentUnreachable(ANN);
        on.endTalk(1);
        on.tell(again(on, 1));
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Joined(call(1), SALES, 1));

        on.tell(new QueueCommand.Leave(call(1), QueueCommand.LeaveReason.ABANDONED));
        on.floor.change(settings(small.with(closed(WhenClosed.STAY)), others[0], others[1]));
        on.tell(again(on, 4));
        assertThat(on.last(4)).isEqualTo(new QueueEvent.Joined(call(4), SALES, 1));
        on.floor.change(settings(small.with(closed(WhenClosed.LEAVE)), others[0], others[1]));
        on.tell(again(on, 5));
        assertThat(on.last(5))
                .as("all are sent off")
                .isEqualTo(new QueueEvent.Over(call(5), Outcome.CLOSED));
    }

    @Test
    void whoWaitsInAClearedQueueIsSentOffAndARingIsLetRing() {
        QueueSettings open = queue(SALES, Intake.DEFAULT);
        QueueSettings support = queue(SUPPORT, Intake.DEFAULT);
        QueueSettings club = queue(CLUB, Intake.DEFAULT);
        TestFloor on = floor(open, support, club);
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.BRONZE);
        on.floor.change(settings(open.with(closed(WhenClosed.LEAVE)), support, club));
        on.loop.settle();
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Over(call(2), Outcome.CLOSED));
        assertThat(on.last(1)).isInstanceOf(QueueEvent.Offered.class);
        on.fail(1, OfferFailure.NO_ANSWER);
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.CLOSED));
        on.pass(60);
        on.expectAtRest();
        on.floor.change(settings(open, support, club));
        on.join(3, Tier.BRONZE);
        assertThat(on.last(3)).as("open again").isInstanceOf(QueueEvent.Offered.class);
    }

    @Test
    void whoFindsTheQueueFullWaitsInTheOtherWithAllThatItHasWaited() {
        TestFloor on =
                floor(
                        queue(SALES, 1, Duration.ofMinutes(30), to(SUPPORT, MoveReason.FULL)),
                        queue(SUPPORT, Intake.DEFAULT),
                        queue(CLUB, Intake.DEFAULT));
        on.join(1, SALES, Tier.BRONZE, on.loop.instant());
        on.join(2, SUPPORT, Tier.BRONZE, on.loop.instant().minusSeconds(30));
        on.join(3, SALES, Tier.BRONZE, on.loop.instant().minusSeconds(60));
        assertThat(on.heard(3)).containsExactly(moved(3, SALES, SUPPORT, 1, MoveReason.FULL));
        assertThat(level(on, SALES)).matches(l -> l.overflowed() == 1 && l.full() == 0);
        assertThat(level(on, SUPPORT).joined()).isEqualTo(2);
        on.reachable(BOB);
        assertThat(on.offered()).as("who waited longest").containsExactly(3);
    }

    @Test
    void whoWaitedLongEnoughGoesOnInTheOtherQueueAndIsTimedAnewThere() {
        TestFloor on =
                floor(
                        queue(SALES, 5, Duration.ofSeconds(60), to(CLUB, MoveReason.MAX_WAIT)),
                        queue(SUPPORT, Intake.DEFAULT),
                        queue(CLUB, 5, Duration.ofSeconds(60), Intake.DEFAULT));
        on.join(1, SALES, Tier.BRONZE, on.loop.instant());
        on.pass(60);
        assertThat(on.last(1)).isEqualTo(moved(1, SALES, CLUB, 1, MoveReason.MAX_WAIT));
        on.pass(59);
        assertThat(on.heard).hasSize(2);
        on.pass(1);
        assertThat(on.last(1)).isEqualTo(new QueueEvent.Over(call(1), Outcome.MAX_WAIT));
        on.expectAtRest();
    }

    @Test
    void aReasonThatIsNotNamedGoesBackToTheScript() {
        TestFloor on =
                floor(
                        queue(SALES, 1, Duration.ofMinutes(30), to(SUPPORT, MoveReason.CLOSED)),
                        queue(SUPPORT, Intake.DEFAULT),
                        queue(CLUB, Intake.DEFAULT));
        on.join(1, SALES, Tier.BRONZE, on.loop.instant());
        on.join(2, SALES, Tier.BRONZE, on.loop.instant());
        assertThat(on.last(2)).isEqualTo(new QueueEvent.Over(call(2), Outcome.FULL));
    }

    @Test
    void aQueueThatTakesNobodyEitherHandsOnAndTheLastWordIsThatOfTheFirst() {
        Intake all =
                new Intake(true, WhenClosed.STAY, Optional.of(SUPPORT), Set.copyOf(Intake.RULES));
        Intake shut =
                new Intake(false, WhenClosed.STAY, Optional.of(CLUB), Set.copyOf(Intake.RULES));
        TestFloor on =
                floor(
                        queue(SALES, 1, Duration.ofMinutes(30), all),
                        queue(SUPPORT, shut),
                        queue(CLUB, 1, Duration.ofMinutes(30), Intake.DEFAULT));
        for (int call = 1; call <= 3; call++) {
            on.join(call, SALES, Tier.BRONZE, on.loop.instant());
        }
        assertThat(on.last(2)).isEqualTo(moved(2, SALES, CLUB, 1, MoveReason.FULL));
        assertThat(on.last(3)).isEqualTo(new QueueEvent.Over(call(3), Outcome.FULL));
        assertThat(level(on, SALES)).matches(l -> l.full() == 1 && l.overflowed() == 1);
        assertThat(level(on, SUPPORT)).matches(l -> l.joined() == 0 && l.overflowed() == 0);
    }

    @Test
    void aClearedQueueEmptiesIntoTheOneThatTakesItsCallersInTheirOrder() {
        QueueSettings support = queue(SUPPORT, Intake.DEFAULT);
        QueueSettings club = queue(CLUB, Intake.DEFAULT);
        QueueSettings open = queue(SALES, to(SUPPORT, MoveReason.CLOSED));
        TestFloor on = floor(open, support, club);
        on.join(1, Tier.BRONZE);
        on.join(2, Tier.GOLD);
        Intake cleared =
                new Intake(
                        false, WhenClosed.LEAVE, Optional.of(SUPPORT), Set.of(MoveReason.CLOSED));
        on.floor.change(settings(open.with(cleared), support, club));
        on.loop.settle();
        assertThat(on.last(2)).isEqualTo(moved(2, SALES, SUPPORT, 1, MoveReason.CLOSED));
        assertThat(on.last(1)).isEqualTo(moved(1, SALES, SUPPORT, 2, MoveReason.CLOSED));
    }

    @Test
    void aCallerWhomNobodyServesGoesWhereSomebodyDoes() {
        FloorSettings nobodyInSales =
                TestFloor.settings(
                        List.of(
                                queue(SALES, to(SUPPORT, MoveReason.NO_AGENTS)),
                                queue(SUPPORT, Intake.DEFAULT)),
                        registered(BOB, SUPPORT));
        TestFloor on = new TestFloor(nobodyInSales);
        on.reachable(BOB);
        on.join(1, Tier.BRONZE);
        assertThat(on.heard(1).getFirst())
                .isEqualTo(moved(1, SALES, SUPPORT, 1, MoveReason.NO_AGENTS));
        assertThat(on.offerTo(1).agent()).isEqualTo(BOB);
    }

    @Test
    void rulesThatLeadInACircleOrNowhereAreRefused() {
        assertThatThrownBy(() ->
                        settings(
                                queue(SALES, to(SUPPORT, MoveReason.FULL)),
                                queue(SUPPORT, to(SALES, MoveReason.FULL)),
                                queue(CLUB, Intake.DEFAULT)))
                .hasMessageContaining("leads in a circle");
        assertThatThrownBy(() ->
                        settings(
                                queue(SALES, to(new QueueName("night"), MoveReason.FULL)),
                                queue(SUPPORT, Intake.DEFAULT),
                                queue(CLUB, Intake.DEFAULT)))
                .hasMessageContaining("there is no queue 'night'");
    }
}
