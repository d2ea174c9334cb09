package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.plan.AgentCode;
import zarang.call.plan.DialPlan;
import zarang.call.plan.Route;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/** An agent sets what it does by a code that it dials. */
class SetOwnStateTest {
    private final Bench bench = new Bench();
    private final List<ServiceQuestion> asked = new ArrayList<>();
    private CompletableFuture<ServiceAnswer> answer = new CompletableFuture<>();

    @BeforeEach
    void codes() {
        bench.services.put(
                AgentCode.SERVICE,
                question -> {
                    asked.add(question);
                    return answer;
                });
        bench.plan =
                new DialPlan() {
                    @Override
                    public Route route(CallId call, AgentId agent, String dialled) {
                        return new Route.Refused(Cause.CALL_REJECTED, "no-rule");
                    }

                    @Override
                    public Optional<AgentCode> ownState(String dialled) {
                        return switch (dialled) {
                            case "*51" -> Optional.of(new AgentCode(AgentCode.Kind.READY, 0));
                            case "*532" -> Optional.of(new AgentCode(AgentCode.Kind.PAUSE, 2));
                            default -> Optional.empty();
                        };
                    }
                };
    }

    private LegId dials(String code) {
        LegId leg = bench.legs.next();
        bench.onLeg(
                new LegEvent.Arrived(leg, List.of(), code, ArrivalOrigin.ofPhone("2001"), "x@y"));
        bench.loop.settle();
        bench.onLeg(new LegEvent.Answered(leg));
        bench.loop.settle();
        return leg;
    }

    private void answered(ServiceAnswer said) {
        answer.complete(said);
        bench.loop.settle();
    }

    private List<String> heard() {
        return bench.lastCommand(LegCommand.Play.class).prompts();
    }

    private void heardAll(LegId leg) {
        bench.onLeg(
                new LegEvent.PlayFinished(leg, bench.lastCommand(LegCommand.Play.class).play()));
    }

    @Test
    void agentIsAskedForItselfHearsABeepAndIsHungUp() {
        LegId phone = dials("*532");
        assertThat(asked)
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.agent()).contains(new AgentId("2001"));
                    assertThat(question.text(AgentCode.KIND)).contains("pause");
                    assertThat(question.text(AgentCode.NUMBER)).contains("2");
                });
        assertThat(bench.engaged).as("who pauses need not be kept from callers").isEmpty();
        answered(new ServiceAnswer.Given(AgentCode.DONE));
        assertThat(heard()).containsExactly("tone:beep");
        heardAll(phone);
        assertThat(bench.engine).endsWith(new LegCommand.HangUp(phone, Cause.NORMAL_CLEARING));
        assertThat(bench.ended)
                .containsExactly(
                        new CallTermination(
                                Result.SELF_SERVED,
                                Party.ZARANG,
                                Cause.NORMAL_CLEARING,
                                "agent's state"));
        assertThat(bench.facts()).containsExactly("call.started", "call.connected", "call.ended");
    }

    @Test
    void whoIsReadyIsOfferedNobodyBeforeItHasHungUp() {
        LegId phone = dials("*51");
        assertThat(bench.engaged).containsOnlyKeys(Bench.AGENT);
        answered(new ServiceAnswer.Given(AgentCode.DONE));
        assertThat(bench.engaged).containsOnlyKeys(Bench.AGENT);
        bench.onLeg(new LegEvent.Ended(phone, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.engaged).isEmpty();
    }

    @Test
    void whatCameOfItIsHeard() {
        dials("*51");
        answered(new ServiceAnswer.Given(AgentCode.LATER));
        assertThat(heard()).as("after the talk").containsExactly("tone:beep", "tone:beep");
        answer = new CompletableFuture<>();
        dials("*51");
        answered(new ServiceAnswer.Given(AgentCode.REFUSED));
        assertThat(heard()).containsOnly("tone:busy");
        answer = CompletableFuture.failedFuture(new IllegalStateException("no owner"));
        dials("*51");
        assertThat(heard()).containsOnly("tone:congestion");
    }

    @Test
    void nobodyWhoAnswersInTimeIsHeardTooAndTheCallNeverStays() {
        LegId phone = dials("*51");
        bench.loop.advance(Duration.ofSeconds(3));
        assertThat(heard()).containsOnly("tone:congestion");
        bench.loop.advance(Duration.ofSeconds(7));
        assertThat(bench.engine)
                .as("a phone that never says it heard the tone")
                .endsWith(new LegCommand.HangUp(phone, Cause.NORMAL_CLEARING));
        assertThat(bench.engaged).isEmpty();
    }

    @Test
    void aCallerFromOutsideWhoDialsTheCodeIsNobody() {
        LegId caller = bench.arrive("*51");
        assertThat(asked).isEmpty();
        assertThat(bench.engine).endsWith(new LegCommand.Reject(caller, Cause.UNALLOCATED_NUMBER));
    }
}
