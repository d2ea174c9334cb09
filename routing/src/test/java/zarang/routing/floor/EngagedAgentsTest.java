package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.call;

import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.routing.agent.AgentState;

/** Agents in calls that the floor did not offer: their own, and those handed on to them. */
class EngagedAgentsTest {
    private final TestFloor floor = TestFloor.withAnn();

    private void engage(int call) {
        floor.tell(new QueueCommand.Engage(call(call), ANN));
    }

    private void disengage(int call) {
        floor.tell(new QueueCommand.Disengage(call(call), ANN));
    }

    @Test
    void engagedAgentIsOfferedNobodyUntilItsCallIsOver() {
        floor.reachable(ANN);
        engage(9);
        floor.join(1, Tier.GOLD);
        assertThat(floor.offered()).isEmpty();
        disengage(9);
        assertThat(floor.offered()).containsExactly(1);
        floor.abandon(1);
    }

    @Test
    void callThatTookTheAgentOverIsTheOneThatFreesIt() {
        floor.reachable(ANN);
        engage(8);
        engage(9);
        disengage(8);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.Engaged.class);
        disengage(9);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.Available.class);
    }

    @Test
    void callThatBreaksFreesWhoWasInIt() {
        floor.reachable(ANN);
        engage(9);
        floor.tell(new QueueCommand.Leave(call(9), LeaveReason.CALL_FAILED));
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.Available.class);
    }

    @Test
    void callThatIsNeverHeardOfAgainDoesNotHoldAnAgentForEver() {
        floor.reachable(ANN);
        engage(9);
        floor.pass(48 * 3600);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.Available.class);
    }

    @Test
    void agentWhoTalksWithACallerStaysWithIt() {
        floor.reachable(ANN);
        floor.join(1, Tier.GOLD);
        floor.answer(1);
        engage(9);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        disengage(9);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.OnCall.class);
        floor.endTalk(1);
    }

    @Test
    void agentWhosePhoneWentMeanwhileIsLoggedOut() {
        floor.reachable(ANN);
        engage(9);
        floor.floor.agentUnreachable(ANN);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.Engaged.class);
        disengage(9);
        assertThat(floor.state(ANN)).isInstanceOf(AgentState.LoggedOut.class);
    }
}
