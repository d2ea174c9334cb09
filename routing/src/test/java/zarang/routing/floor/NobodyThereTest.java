package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentState;

/** Somebody to call back stands in the line without a leg, and may not be there in the end. */
final class NobodyThereTest {
    private static final Subject BACK = new Subject("callback", "cb1");

    private final TestFloor floor = TestFloor.withAnn();

    private QueueEvent.Offered offer() {
        return floor.heard.stream()
                .filter(event -> event.subject().equals(BACK))
                .filter(QueueEvent.Offered.class::isInstance)
                .map(QueueEvent.Offered.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void callBack(long waited) {
        floor.tell(
                new QueueCommand.Join(
                        BACK,
                        TestFloor.SALES,
                        Tier.BRONZE,
                        floor.loop.instant().minusSeconds(waited)));
    }

    private void answered() {
        floor.tell(new QueueCommand.OfferAnswered(BACK, offer().offer(), TestFloor.ANN));
    }

    @Test
    void callBackGoesBeforeWhoCameAfterItsCaller() {
        floor.join(1, Tier.BRONZE);
        callBack(60);
        floor.reachable(TestFloor.ANN);
        assertThat(offer().agent()).isEqualTo(TestFloor.ANN);
        assertThat(floor.heard(1)).noneMatch(QueueEvent.Offered.class::isInstance);
    }

    @Test
    void agentIsFreeAtOnceIfWhoIsCalledBackIsNotThere() {
        callBack(0);
        floor.reachable(TestFloor.ANN);
        answered();
        assertThat(floor.state(TestFloor.ANN)).isInstanceOf(AgentState.OnCall.class);
        floor.tell(new QueueCommand.NobodyThere(BACK, offer().offer(), TestFloor.ANN));
        assertThat(floor.state(TestFloor.ANN)).isInstanceOf(AgentState.Available.class);
        floor.expectAtRest();
    }

    @Test
    void agentWrapsUpAfterATalkWithWhoWasCalledBack() {
        callBack(0);
        floor.reachable(TestFloor.ANN);
        answered();
        floor.tell(new QueueCommand.TalkEnded(BACK, offer().offer(), TestFloor.ANN));
        assertThat(floor.state(TestFloor.ANN)).isInstanceOf(AgentState.WrapUp.class);
    }

    @Test
    void wordThatComesTwiceOrLateIsCountedAndChangesNothing() {
        callBack(0);
        floor.reachable(TestFloor.ANN);
        answered();
        QueueEvent.Offered offer = offer();
        floor.tell(new QueueCommand.NobodyThere(BACK, offer.offer(), TestFloor.ANN));
        floor.tell(new QueueCommand.NobodyThere(BACK, offer.offer(), TestFloor.ANN));
        assertThat(floor.state(TestFloor.ANN)).isInstanceOf(AgentState.Available.class);
        assertThat(floor.floor.view().counts().staleCommands()).isEqualTo(1);
    }

    @Test
    void callBackIsNoCallerInTheFiguresOfTheQueue() {
        callBack(60);
        floor.reachable(TestFloor.ANN);
        answered();
        floor.tell(new QueueCommand.TalkEnded(BACK, offer().offer(), TestFloor.ANN));
        callBack(60);
        floor.tell(new QueueCommand.Leave(BACK, QueueCommand.LeaveReason.LEFT_BY_KEY));
        assertThat(floor.queue().serviceLevel().joined()).isZero();
        assertThat(floor.queue().serviceLevel().answered()).isZero();
        assertThat(floor.queue().serviceLevel().leftByKey()).isZero();
    }
}
