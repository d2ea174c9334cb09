package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.queue.CallerWants;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;

/** What the verb {@code queue} asks of the agent who takes its caller. */
class QueueWantsTest {
    private static final String FLOW =
            """
            flow: test
            language: fa
            start: a
            variables: {account: text}
            steps:
              s: {set: {account: "'2007'"}, next: a}
              a:
                queue: sales
                skills: {english: 3, refunds: 1}
                prefer: PREFER
                prefer-for: 45s
                on: {answered: b, full: b, max-wait: b, no-agents: b}
              b: {hang-up: }
            """;

    private final List<ScriptCommand> told = new ArrayList<>();

    private ScriptRun begun(String text) {
        FlowSet flows = FlowSet.of(ScriptPhone.flow(text), 1, language -> Optional.empty());
        ScriptRun run = FlowRun.begin(flows, "test").orElseThrow();
        tell(run, ScriptPhone.started());
        tell(run, new ScriptEvent.Answered());
        return run;
    }

    private void tell(ScriptRun run, ScriptEvent event) {
        told.addAll(run.on(event));
    }

    private CallerWants wants() {
        return told.stream()
                .filter(ScriptCommand.JoinQueue.class::isInstance)
                .map(command -> ((ScriptCommand.JoinQueue) command).wants())
                .findFirst()
                .orElseThrow();
    }

    private boolean waits() {
        return told.stream().anyMatch(ScriptCommand.JoinQueue.class::isInstance);
    }

    private static CallerWants prefers(String agent) {
        return new CallerWants(
                Map.of("english", 3, "refunds", 1),
                Optional.of(new CallerWants.Preferred(new AgentId(agent), Duration.ofSeconds(45))));
    }

    @Test
    void skillsAndAnExtensionGoWithTheCaller() {
        begun(withoutVariable("\"2001\""));
        assertThat(wants()).isEqualTo(prefers("2001"));
    }

    @Test
    void anAccountsAgentComesOutOfAVariable() {
        begun(FLOW.replace("PREFER", "\"{account}\"").replace("start: a", "start: s"));
        assertThat(wants()).isEqualTo(prefers("2007"));
    }

    @Test
    void theLastAgentIsAskedForBeforeTheCallerJoins() {
        ScriptRun run = begun(withoutVariable("last"));
        assertThat(waits()).isFalse();
        assertThat(told)
                .contains(
                        new ScriptCommand.Ask(
                                LastAgentArguments.SERVICE, Map.of(), Duration.ofMillis(200)));
        tell(run, new ScriptEvent.Digit('*'));
        tell(
                run,
                new ScriptEvent.Told(
                        new ServiceAnswer.Given(
                                LastAgentArguments.FOUND,
                                Map.of(LastAgentArguments.AGENT, new ScriptValue.Text("2003")),
                                Optional.empty())));
        assertThat(wants()).isEqualTo(prefers("2003"));
    }

    @Test
    void whoCannotBeKnownInTimeIsPreferredByNobodyAndTheCallerWaitsAllTheSame() {
        ScriptRun run = begun(withoutVariable("last"));
        tell(run, new ScriptEvent.Told(new ServiceAnswer.TimedOut()));
        assertThat(wants())
                .isEqualTo(new CallerWants(Map.of("english", 3, "refunds", 1), Optional.empty()));
        told.clear();
        ScriptRun none = begun(withoutVariable("last"));
        tell(none, new ScriptEvent.Told(new ServiceAnswer.Given(LastAgentArguments.NONE)));
        assertThat(wants().prefer()).isEmpty();
    }

    @Test
    void aNameThatNoAgentCanHaveIsPreferredByNobodyAndTheCallerWaitsAllTheSame() {
        for (String name : List.of("-", ".x", "_1")) {
            told.clear();
            begun(withoutVariable("\"" + name + "\""));
            assertThat(wants())
                    .as(name)
                    .isEqualTo(
                            new CallerWants(Map.of("english", 3, "refunds", 1), Optional.empty()));
        }
    }

    @Test
    void levelsThatThereAreNotAreNamed() {
        assertThat(
                        new FlowCheck()
                                .check(
                                        "t.yaml",
                                        withoutVariable("last").replace("english: 3", "english: 6"),
                                        LintScope.NONE)
                                .findings()
                                .toString())
                .contains("skills.english");
    }

    private static String withoutVariable(String prefer) {
        return FLOW.replace("PREFER", prefer)
                .replace("variables: {account: text}\n", "")
                .replace("  s: {set: {account: \"'2007'\"}, next: a}\n", "");
    }
}
