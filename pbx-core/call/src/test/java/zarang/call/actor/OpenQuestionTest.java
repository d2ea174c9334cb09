package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/** What scripts ask services, and what they are told. */
class OpenQuestionTest {
    private final Bench bench = new Bench();

    @Test
    void anotherServiceIsAskedWithoutAChangeInTheCall() {
        List<ServiceQuestion> questions = new ArrayList<>();
        bench.services.put(
                "balance",
                question -> {
                    questions.add(question);
                    return CompletableFuture.completedFuture(
                            new ServiceAnswer.Given(
                                    "told",
                                    Map.of("rial", new ScriptValue.Text("5")),
                                    Optional.empty()));
                });
        List<ScriptEvent> heard = new ArrayList<>();
        Map<String, ScriptValue> arguments = Map.of("pin", new ScriptValue.Digits("4711"));
        bench.script =
                event -> {
                    heard.add(event);
                    return event instanceof ScriptEvent.Started
                            ? List.of(
                                    new ScriptCommand.Ask(
                                            "balance", arguments, Duration.ofSeconds(1)))
                            : List.of();
                };
        LegId caller = bench.arrive();
        bench.loop.settle();
        assertThat(questions)
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.call()).isPresent();
                    assertThat(question.caller()).contains(new PhoneNumber("+989121234567"));
                    assertThat(question.agent()).isEmpty();
                    assertThat(question.arguments()).isEqualTo(arguments);
                });
        assertThat(questions.toString()).doesNotContain("4711");
        assertThat(heard)
                .contains(
                        new ScriptEvent.Told(
                                new ServiceAnswer.Given(
                                        "told",
                                        Map.of("rial", new ScriptValue.Text("5")),
                                        Optional.empty())));
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        assertThat(bench.facts()).doesNotContain("caller.identified");
    }

    @Test
    void serviceThatIsNotThereOrFailsIsAnAnswerToo() {
        bench.services.put(
                "broken",
                question -> CompletableFuture.failedFuture(new IllegalStateException("gone")));
        assertThat(answerOf("none")).isEqualTo(new ServiceAnswer.Failed("no service none"));
        assertThat(answerOf("broken"))
                .isEqualTo(new ServiceAnswer.Failed("java.lang.IllegalStateException: gone"));
    }

    private ServiceAnswer answerOf(String service) {
        List<ServiceAnswer> told = new ArrayList<>();
        bench.script =
                event -> {
                    if (event instanceof ScriptEvent.Told(ServiceAnswer answer)) {
                        told.add(answer);
                    }
                    return event instanceof ScriptEvent.Started
                            ? List.of(
                                    new ScriptCommand.Ask(service, Map.of(), Duration.ofSeconds(1)))
                            : List.of();
                };
        LegId caller = bench.arrive();
        bench.loop.settle();
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        return told.getFirst();
    }

    @Test
    void newQuestionReplacesTheOpenOneAndIsAnsweredOnce() {
        CompletableFuture<ServiceAnswer> slow = new CompletableFuture<>();
        bench.services.put("slow", question -> slow);
        List<ServiceAnswer> told = new ArrayList<>();
        bench.script =
                event ->
                        switch (event) {
                            case ScriptEvent.Started started ->
                                    List.of(
                                            new ScriptCommand.Ask(
                                                    "slow", Map.of(), Duration.ofSeconds(1)),
                                            new ScriptCommand.Ask(
                                                    "member", Map.of(), Duration.ofSeconds(2)));
                            case ScriptEvent.Told(ServiceAnswer answer) -> {
                                told.add(answer);
                                yield List.of();
                            }
                            default -> List.of();
                        };
        LegId caller = bench.arrive();
        bench.loop.settle();
        slow.complete(new ServiceAnswer.Given("late"));
        bench.loop.advance(Duration.ofSeconds(3));
        assertThat(told).containsExactly(Bench.found());
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
    }
}
