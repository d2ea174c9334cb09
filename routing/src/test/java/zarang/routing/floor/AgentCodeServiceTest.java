package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.call.plan.AgentCode;
import zarang.call.plan.AgentCode.Kind;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentStateChanged;

/** CC17: an agent logs in and out, pauses and prolongs its wrap-up by what it dials. */
class AgentCodeServiceTest {
    private final TestFloor floor = TestFloor.withAnn();
    private final AgentCodeService codes =
            new AgentCodeService(
                    request -> {
                        floor.floor.ask(request);
                        return CompletableFuture.completedFuture(floor.floor.view().agents());
                    },
                    () -> floor.floor.settings().pauseReasons());

    private String dials(Kind kind, int number) {
        return dials(TestFloor.ANN, kind, number);
    }

    private String dials(AgentId agent, Kind kind, int number) {
        ServiceAnswer answer =
                codes.ask(
                                new ServiceQuestion(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(agent),
                                        Map.of(
                                                AgentCode.KIND,
                                                new ScriptValue.Text(Words.of(kind)),
                                                AgentCode.NUMBER,
                                                new ScriptValue.Decimal(
                                                        BigDecimal.valueOf(number)))))
                        .toCompletableFuture()
                        .join();
        floor.loop.settle();
        return ((ServiceAnswer.Given) answer).outcome();
    }

    private AgentState state() {
        return floor.state(TestFloor.ANN);
    }

    private void talks() {
        floor.join(1, Tier.BRONZE);
        floor.answer(1);
    }

    @Test
    void pauseTakesTheReasonThatIsDialledAndTheFirstWithoutOne() {
        floor.reachable(TestFloor.ANN);
        assertThat(dials(Kind.PAUSE, 2)).isEqualTo(AgentCode.DONE);
        assertThat(state().why()).contains("lunch");
        assertThat(dials(Kind.PAUSE, 0)).isEqualTo(AgentCode.DONE);
        assertThat(state().why()).contains("break");
        assertThat(dials(Kind.PAUSE, 5)).as("there are four").isEqualTo(AgentCode.REFUSED);
        assertThat(state().why()).contains("break");
        assertThat(dials(Kind.READY, 0)).isEqualTo(AgentCode.DONE);
        assertThat(state()).isInstanceOf(AgentState.Available.class);
        assertThat(((AgentStateChanged) floor.written.getLast().fact()).by()).contains("agent");
    }

    @Test
    void whoTalksFinishesFirstAndHearsSo() {
        floor.reachable(TestFloor.ANN);
        talks();
        assertThat(dials(Kind.LOG_OUT, 0)).isEqualTo(AgentCode.LATER);
        floor.endTalk(1);
        floor.pass(5);
        assertThat(state().why()).contains("chosen");
        assertThat(dials(Kind.MORE_WRAP_UP, 1)).as("no wrap-up").isEqualTo(AgentCode.REFUSED);
        assertThat(dials(Kind.READY, 0)).isEqualTo(AgentCode.DONE);
    }

    @Test
    void wrapUpIsProlongedByMinutesAndEndedEarly() {
        floor.reachable(TestFloor.ANN);
        talks();
        floor.endTalk(1);
        assertThat(dials(Kind.MORE_WRAP_UP, 31)).as("30 at most").isEqualTo(AgentCode.REFUSED);
        Instant before = state().endsAt().orElseThrow();
        assertThat(dials(Kind.MORE_WRAP_UP, 3)).isEqualTo(AgentCode.DONE);
        assertThat(state().endsAt()).contains(before.plusSeconds(180));
        assertThat(dials(Kind.READY, 0)).isEqualTo(AgentCode.DONE);
        assertThat(state()).isInstanceOf(AgentState.Available.class);
    }

    @Test
    void whoIsNoAgentAndWhoHasNoPhoneAreRefused() {
        assertThat(dials(new AgentId("2999"), Kind.READY, 0)).isEqualTo(AgentCode.REFUSED);
        assertThat(dials(Kind.READY, 0)).as("no phone").isEqualTo(AgentCode.REFUSED);
    }

    @Test
    void whatIsNoneOfItsCodesIsRefused() {
        assertThat(
                        codes.ask(
                                        new ServiceQuestion(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(TestFloor.ANN),
                                                Map.of()))
                                .toCompletableFuture()
                                .join())
                .isEqualTo(new ServiceAnswer.Given(AgentCode.REFUSED));
        assertThat(dials(Kind.DISPOSITION, 1)).as("another service").isEqualTo(AgentCode.REFUSED);
    }
}
