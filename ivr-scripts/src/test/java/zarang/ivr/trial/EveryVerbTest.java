package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowRun;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.speech.Speech;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.verb.IvrVerbs;
import zarang.yaml.Finding;

/**
 * A caller who hangs up inside a verb, and a verb that never gets its answer: one test a verb, made
 * from a sample. A new verb needs a line in {@code verb-samples.txt}.
 */
class EveryVerbTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private static final Map<String, String> SAMPLES = samples();

    /** What the sample of {@code call} goes through. */
    private static final Flow OTHER =
            CHECK.check(
                            "other.yaml",
                            """
                            flow: other
                            language: fa
                            start: a
                            outcomes: [done]
                            steps: {a: {wait: 5s, next: b}, b: {return: done}}
                            """,
                            LintScope.NONE)
                    .flow()
                    .orElseThrow();

    /** Longer than the longest that a flow may keep a caller, with its last words. */
    private static final Duration LONGEST = Duration.ofHours(5);

    private static Map<String, String> samples() {
        Map<String, String> samples = new TreeMap<>();
        resource("verb-samples.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line ->
                        samples.put(
                                line.substring(0, line.indexOf(' ')),
                                line.substring(line.indexOf(' ')).strip()));
        return samples;
    }

    private static String resource(String name) {
        try (InputStream in = EveryVerbTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Flow flow(String verb) {
        FlowReport report = CHECK.check(verb + ".yaml", text(verb), LintScope.NONE);
        return report.flow()
                .orElseThrow(() ->
                        new AssertionError(
                                report.findings().stream().map(Finding::toString).toList()));
    }

    private static String text(String verb) {
        return resource("verb-sample.yaml").replace("{sample}", SAMPLES.getOrDefault(verb, ""));
    }

    @Test
    void everyVerbHasASample() {
        assertThat(SAMPLES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IvrVerbs.found().all().stream().map(v -> v.table().name()).toList());
    }

    private static Stream<String> verbs() {
        return IvrVerbs.found().all().stream().map(IvrVerb::table).map(table -> table.name());
    }

    @TestFactory
    Stream<DynamicTest> callerWhoHangsUpInsideTheVerbLeavesNothingBehind() {
        return verbs().map(verb ->
                DynamicTest.dynamicTest(
                        verb,
                        () -> {
                            int turns = 0;
                            while (hangsUpAfter(verb, turns)) {
                                turns++;
                            }
                            boolean ends = exitsOfSample(verb) == 0;
                            assertThat(turns > 0 || ends)
                                    .as("there was a moment in which to hang up")
                                    .isTrue();
                        }));
    }

    private static int exitsOfSample(String verb) {
        return flow(verb).steps().entrySet().stream()
                .filter(step -> step.getKey().equals("a"))
                .mapToInt(step -> step.getValue().exits().size())
                .sum();
    }

    /** False once the call is over before so many turns. */
    private static boolean hangsUpAfter(String verb, int turns) {
        List<FlowWatcher.Ending> endings = new ArrayList<>();
        TrialCall call = call(verb, endings);
        call.begin();
        for (int i = 0; i < turns; i++) {
            call.turn();
        }
        boolean over = call.over();
        call.callerHangsUp();
        call.pass(Duration.ofSeconds(5));
        assertThat(call.over()).as("%s after %d turns", verb, turns).isTrue();
        assertThat(call.leftBehind()).as("%s after %d turns", verb, turns).isZero();
        assertThat(endings).as("told once").hasSize(1);
        return !over && turns < 20;
    }

    private static TrialCall call(String verb, List<FlowWatcher.Ending> endings) {
        return new TrialCall(
                FlowSet.of(flow(verb), 1, Speech::shipped).with(OTHER, 1),
                flow(verb).name(),
                TrialWorld.USUAL,
                TrialHouse.plain(),
                new FlowWatcher() {
                    @Override
                    public void entered(Flow in, String from, String exit, String step) {}

                    @Override
                    public void ended(Flow in, String step, Ending how) {
                        endings.add(how);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> verbThatNeverGetsItsAnswerEndsByALimitOrWaitsAsItShould() {
        return verbs().map(verb ->
                DynamicTest.dynamicTest(
                        verb,
                        () -> {
                            Deaf world = new Deaf(flow(verb));
                            world.begin();
                            world.loop.advance(LONGEST);
                            assertThat(world.ended || world.suspended)
                                    .as("%s neither ended nor waits for somebody", verb)
                                    .isTrue();
                            assertThat(world.loop.pendingTimers()).isZero();
                        }));
    }

    /** A world in which nothing that is asked for ever happens; only time passes. */
    private static final class Deaf {
        private static final ServiceAnswer FIRST_ANSWER = new ServiceAnswer.Given("unknown");

        final VirtualLoop loop = new VirtualLoop();
        final Map<String, ControlLoop.Timer> timers = new HashMap<>();
        final FlowRun run;
        boolean ended;
        boolean suspended;
        private int asked;

        Deaf(Flow flow) {
            run =
                    FlowRun.begin(FlowSet.of(flow, 1, Speech::shipped).with(OTHER, 1), flow.name())
                            .orElseThrow();
        }

        void begin() {
            on(new ScriptEvent.Started(Optional.empty(), Optional.empty(), Instant.EPOCH));
        }

        private void on(ScriptEvent event) {
            run.on(event).forEach(this::obey);
        }

        private void obey(ScriptCommand command) {
            switch (command) {
                case ScriptCommand.Answer answer -> loop.post(() -> on(new ScriptEvent.Answered()));
                case ScriptCommand.StartTimer(String name, Duration delay) ->
                        timers.put(
                                name,
                                loop.schedule(
                                        delay,
                                        () -> {
                                            timers.remove(name);
                                            on(new ScriptEvent.TimerFired(name));
                                        }));
                case ScriptCommand.CancelTimer(String name) -> {
                    ControlLoop.Timer timer = timers.remove(name);
                    if (timer != null) {
                        timer.cancel();
                    }
                }
                case ScriptCommand.Ask ask -> {
                    if (asked++ == 0) { // of the step before the sample
                        loop.post(() -> on(new ScriptEvent.Told(FIRST_ANSWER)));
                    }
                }
                case ScriptCommand.HangUp hangUp -> ended = true;
                case ScriptCommand.JoinQueue join -> suspended = true;
                case ScriptCommand.Dial dial -> suspended = true;
                case ScriptCommand.RecordVoice record -> suspended = true;
                default -> {}
            }
        }
    }
}
