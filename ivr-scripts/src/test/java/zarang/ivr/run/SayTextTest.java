package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.service.SpeechService;

/** A text on its way to the caller, whatever the one who speaks it does. */
class SayTextTest {
    private static final String FLOW =
            """
            flow: t
            language: fa
            start: a
            variables: {name: {type: text, default: رضا}, pin: digits}
            steps:
              a: {say-text: "سلام {name}", fallback: sorry, meanwhile: wait%s, next: b}
              b: {play: end, next: c}
              c: {hang-up: }
            """;
    private static final ServiceAnswer SPOKEN =
            new ServiceAnswer.Given(
                    SpeechService.SPOKEN,
                    Map.of(SpeechService.PROMPTS, new ScriptValue.Text("text:1")),
                    Optional.empty());

    private final List<String> did = new ArrayList<>();
    private ScriptCommand.Ask asked = new ScriptCommand.Ask("", Map.of(), Duration.ZERO);
    private String timer = "";
    private ScriptRun run = begin("");

    private static ScriptRun begin(String more) {
        FlowSet flows =
                FlowSet.of(ScriptPhone.flow(FLOW.formatted(more)), 1, language -> Optional.empty());
        return FlowRun.begin(flows, "t").orElseThrow();
    }

    private void call(String more) {
        run = begin(more);
        tell(ScriptPhone.started());
        tell(new ScriptEvent.Answered());
    }

    private void tell(ScriptEvent event) {
        for (ScriptCommand command : run.on(event)) {
            switch (command) {
                case ScriptCommand.Ask ask -> asked = ask;
                case ScriptCommand.Play play -> did.add(String.join(" ", play.prompts()));
                case ScriptCommand.StopPlay stop -> did.add("stop");
                case ScriptCommand.StartTimer start -> timer = start.timer();
                case ScriptCommand.HangUp hangUp -> did.add("hang up");
                default -> {}
            }
        }
    }

    private void answer(ServiceAnswer answer) {
        tell(new ScriptEvent.Told(answer));
    }

    private void heard() {
        tell(new ScriptEvent.PlayFinished());
    }

    @Test
    void textThatIsSpokenAlreadyIsHeardAtOnce() {
        call("");
        assertThat(asked.service()).isEqualTo(SpeechService.NAME);
        assertThat(asked.limit()).hasSeconds(2);
        assertThat(asked.arguments().get(SpeechService.TEXT))
                .isEqualTo(new ScriptValue.Text("سلام رضا"));
        assertThat(asked.arguments()).doesNotContainKey(SpeechService.FIXED);
        answer(SPOKEN);
        heard();
        heard();
        assertThat(did).containsExactly("text:1", "end", "hang up");
    }

    @Test
    void callerWhoWaitsHearsTheMeanwhileToItsEnd() {
        call("");
        tell(new ScriptEvent.TimerFired(timer));
        answer(SPOKEN);
        assertThat(did).containsExactly("wait");
        heard();
        assertThat(did).containsExactly("wait", "text:1");
        heard();
        assertThat(did).containsExactly("wait", "text:1", "end");
    }

    @Test
    void meanwhileThatIsOverBeforeTheTextIsFollowedByIt() {
        call("");
        tell(new ScriptEvent.TimerFired(timer));
        heard();
        assertThat(did).containsExactly("wait");
        answer(SPOKEN);
        heard();
        assertThat(did).containsExactly("wait", "text:1", "end");
    }

    @Test
    void whateverGoesWrongTheCallerHearsTheFallback() {
        for (ServiceAnswer wrong :
                List.of(
                        new ServiceAnswer.TimedOut(),
                        new ServiceAnswer.Failed("no voice"),
                        new ServiceAnswer.Given("something else"))) {
            did.clear();
            call("");
            answer(wrong);
            heard();
            assertThat(did).as(wrong.toString()).containsExactly("sorry", "end");
        }
    }

    @Test
    void keyEndsItWhereItMayAndIsKept() {
        call(", barge-in: true");
        answer(SPOKEN);
        tell(new ScriptEvent.Digit('1'));
        assertThat(did).containsExactly("text:1", "stop", "end");
        did.clear();
        call(", barge-in: true");
        tell(new ScriptEvent.Digit('1'));
        answer(SPOKEN);
        assertThat(did).containsExactly("end");
    }

    @Test
    void secretIsNotSpoken() {
        String text = FLOW.formatted("").replace("{name}", "{pin}");
        assertThat(new FlowCheck().check("t.yaml", text, LintScope.NONE).findings())
                .extracting(Object::toString)
                .anyMatch(line -> line.contains("steps.a.say-text: would tell a secret"));
    }
}
