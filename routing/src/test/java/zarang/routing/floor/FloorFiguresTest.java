package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zarang.routing.agent.AgentState;

/** The floor's figures. That each has its line in the handbook is seen where all are put. */
class FloorFiguresTest {
    @Test
    void everyStateOfAnAgentIsShown() {
        assertThat(FloorFigures.STATES)
                .hasSameSizeAs(AgentState.class.getPermittedSubclasses())
                .contains(new AgentState.LoggedOut().label());
    }
}
