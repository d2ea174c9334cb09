package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
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
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineRequest.Wish;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.WhenClosed;

/** A supervisor looks at a line, moves those who wait and gives them other places. */
final class LineHandTest {
    private final TestFloor on =
            new TestFloor(
                    TestFloor.settings(
                            List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT)),
                            registered(ANN, SALES),
                            registered(BOB, SUPPORT)));

    private LineResult ask(int call, QueueName seenIn, Wish wish) {
        LineResult result =
                on.floor.ask(new LineRequest(Subject.of(call(call)), seenIn, wish, "api eva"));
        on.loop.settle();
        return result;
    }

    private static Wish.Reprioritise ahead(long minutes) {
        return new Wish.Reprioritise(Optional.empty(), Optional.of(Duration.ofMinutes(minutes)));
    }

    private List<String> line(QueueName queue) {
        return on.floor.waiting(queue).stream()
                .map(caller -> caller.position() + ":" + Integer.parseInt(caller.subject().id()))
                .toList();
    }

    @Test
    void aCallerWhoIsMovedTakesItsWaitAlongAndItsCallIsTold() {
        on.join(1, SUPPORT, Tier.BRONZE, on.loop.instant());
        on.join(2, SALES, Tier.BRONZE, on.loop.instant().minusSeconds(90));
        on.pass(10);
        assertThat(ask(2, SALES, new Wish.MoveTo(SUPPORT))).isEqualTo(LineResult.DONE);
        assertThat(on.last(2))
                .isEqualTo(
                        new QueueEvent.Moved(
                                Subject.of(call(2)),
                                SALES,
                                SUPPORT,
                                1,
                                MoveReason.SUPERVISOR,
                                Optional.of("api eva")));
        on.pass(5);
        WaitingCaller moved = on.floor.waiting(SUPPORT).getFirst();
        assertThat(moved.waited()).isEqualTo(Duration.ofSeconds(105));
        assertThat(moved.inQueue()).isEqualTo(Duration.ofSeconds(5));
        assertThat(line(SALES)).isEmpty();
        assertThat(on.floor.view().queues().getFirst().serviceLevel().movedAway()).isEqualTo(1);
        on.reachable(BOB);
        assertThat(on.offered()).containsExactly(2);
    }

    @Test
    void aCallerWhoIsMovedToAnIdleAgentIsOfferedAtOnce() {
        on.join(1, Tier.BRONZE);
        on.reachable(BOB);
        ask(1, SALES, new Wish.MoveTo(SUPPORT));
        assertThat(on.offerTo(1).agent()).isEqualTo(BOB);
    }

    @Test
    void anotherTierOrSomeTimeAheadChangesTheKeyOnce() {
        on.join(1, Tier.BRONZE);
        on.pass(100);
        on.join(2, Tier.BRONZE);
        assertThat(line(SALES)).containsExactly("1:1", "2:2");
        assertThat(ask(2, SALES, ahead(2))).isEqualTo(LineResult.DONE);
        assertThat(line(SALES)).containsExactly("1:2", "2:1");
        assertThat(on.last(2))
                .isEqualTo(
                        new QueueEvent.Reprioritised(
                                Subject.of(call(2)),
                                SALES,
                                Tier.BRONZE,
                                Duration.ofMinutes(2),
                                1,
                                "api eva"));
        ask(1, SALES, new Wish.Reprioritise(Optional.of(Tier.SILVER), Optional.empty()));
        assertThat(line(SALES)).containsExactly("1:1", "2:2");
        ask(2, SALES, ahead(0));
        assertThat(line(SALES)).as("taken back").containsExactly("1:1", "2:2");
    }

    @Test
    void whatSomebodySaidStaysAfterAnAgentDidNotAnswerAndInAnotherQueue() {
        on.join(1, Tier.BRONZE);
        on.pass(100);
        on.join(2, Tier.BRONZE);
        ask(2, SALES, ahead(5));
        on.reachable(ANN);
        assertThat(on.offered()).containsExactly(2);
        on.fail(2, OfferFailure.NO_ANSWER);
        assertThat(line(SALES)).containsExactly("1:2", "2:1");
        ask(1, SALES, new Wish.MoveTo(SUPPORT));
        ask(2, SALES, new Wish.MoveTo(SUPPORT));
        assertThat(line(SUPPORT)).containsExactly("1:2", "2:1");
    }

    @Test
    void whoIsGoneOrRungForOrElsewhereStaysAsItIs() {
        assertThat(ask(1, SALES, ahead(1))).isEqualTo(LineResult.GONE);
        on.reachable(ANN);
        on.join(1, Tier.BRONZE);
        assertThat(ask(1, SALES, new Wish.MoveTo(SUPPORT))).isEqualTo(LineResult.RINGING);
        assertThat(line(SALES)).containsExactly("0:1");
        on.answer(1);
        assertThat(ask(1, SALES, new Wish.MoveTo(SUPPORT))).isEqualTo(LineResult.GONE);
        on.join(2, Tier.BRONZE);
        assertThat(ask(2, SALES, new Wish.MoveTo(SALES))).isEqualTo(LineResult.SAME_QUEUE);
        assertThat(ask(2, SALES, new Wish.MoveTo(new QueueName("night"))))
                .isEqualTo(LineResult.NO_QUEUE);
        assertThat(ask(2, SALES, new Wish.MoveTo(SUPPORT))).isEqualTo(LineResult.DONE);
        assertThat(ask(2, SALES, new Wish.MoveTo(SUPPORT)))
                .as("the second of two supervisors")
                .isEqualTo(LineResult.ELSEWHERE);
    }

    @Test
    void aCallBackKeepsThePlaceThatItHas() {
        Subject callBack = Subject.parse("callback:c1");
        on.tell(new QueueCommand.Join(callBack, SALES, Tier.BRONZE, on.loop.instant()));
        assertThat(on.floor.ask(new LineRequest(callBack, SALES, ahead(1), "api eva")))
                .isEqualTo(LineResult.CALL_BACK);
    }

    @Test
    void nobodyIsMovedIntoAQueueThatLetsNobodyIn() {
        Intake shut = new Intake(false, WhenClosed.STAY, Optional.empty(), Set.of());
        on.join(1, Tier.BRONZE);
        on.floor.change(
                TestFloor.settings(
                        List.of(TestFloor.sales(), QueueSettings.defaults(SUPPORT).with(shut)),
                        registered(ANN, SALES),
                        registered(BOB, SUPPORT)));
        assertThat(ask(1, SALES, new Wish.MoveTo(SUPPORT))).isEqualTo(LineResult.CLOSED);
        assertThat(line(SALES)).containsExactly("1:1");
    }

    @Test
    void whyACallerStandsWhereItStandsIsSaidInWords() {
        on.join(1, Tier.BRONZE);
        on.join(2, SALES, Tier.GOLD, on.loop.instant().minusSeconds(70));
        on.join(3, SALES, Tier.SILVER, on.loop.instant().minusSeconds(15 * 60));
        ask(2, SALES, ahead(1));
        on.pass(5);
        assertThat(on.floor.waiting(SALES))
                .extracting(WaitingCaller::why)
                .containsExactly(
                        "waits for 15 min 5 s, 15 min of it before this queue: longer than"
                                + " hard-cap, so it goes before all who have not, by arrival"
                                + " alone",
                        "waits for 1 min 15 s, 1 min 10 s of it before this queue; gold counts"
                                + " 5 min and a supervisor's word 1 min earlier, so as if it had"
                                + " waited 7 min 15 s",
                        "waits for 5 s, and bronze counts from arrival");
        on.reachable(ANN);
        assertThat(on.floor.waiting(SALES).getFirst().why())
                .isEqualTo("the phone of agent 2001 rings for it");
    }
}
