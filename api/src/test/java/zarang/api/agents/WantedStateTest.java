package zarang.api.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.api.problem.Problem;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;

/** What an agent is asked to do, as a program writes it. */
class WantedStateTest {
    /** What fits no state that is wanted would be lost without a word. */
    @ParameterizedTest
    @CsvSource({
        "available, lunch, , /reason",
        "logged-out, lunch, , /reason",
        "wrap-up, lunch, 60, /reason",
        "available, , 60, /more_s",
        "logged-out, , 60, /more_s",
        "not-ready, lunch, 60, /more_s",
        "asleep, lunch, 60, /state"
    })
    void whatDoesNotFitTheStateIsRefusedByItsPlace(
            String state, String reason, Integer more, String pointer) {
        Problem.Refusal refusal =
                catchThrowableOfType(
                        Problem.Refusal.class,
                        () -> new WantedState(state, reason, more).wish(PauseReason.DEFAULTS));
        assertThat(refusal.problem().faults())
                .extracting(Problem.Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void whatFitsIsAsked() {
        assertThat(new WantedState("not-ready", "lunch", null).wish(PauseReason.DEFAULTS))
                .isEqualTo(new AgentWish.Pause(new PauseReason("lunch")));
        assertThat(new WantedState("wrap-up", null, 60).wish(PauseReason.DEFAULTS))
                .isInstanceOf(AgentWish.MoreWrapUp.class);
    }
}
