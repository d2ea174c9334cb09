package zarang.ivr.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.load.FlowSchema;
import zarang.ivr.model.Flow;
import zarang.ivr.plugin.PinVerb;
import zarang.ivr.run.FlowRun;
import zarang.ivr.run.FlowSet;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.VerbTable;

/** A verb of another jar: one file, and one line in {@code META-INF/services}. */
class PlugInVerbTest {
    private static final String FLOW =
            """
            flow: t
            language: fa
            start: ask
            limits: {steps: 3}
            steps:
              ask: {pin: ask-pin, on: {entered: tell, no-input: end}}
              tell: {say: {"4711": welcome, default: wrong}, by: caller.pin, next: more}
              more: {wait: 1s, next: end}
              end: {hang-up: }
            """;

    @TempDir private Path jar;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private Level level = Level.WARN;

    @BeforeEach
    void everythingIsLogged() {
        level = root.getLevel();
        root.setLevel(Level.TRACE);
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void asBefore() {
        root.detachAppender(logged);
        root.setLevel(level);
    }

    private IvrVerbs found(String... verbs) throws IOException {
        Path services = jar.resolve("META-INF/services/zarang.ivr.step.IvrVerb");
        Files.createDirectories(services.getParent());
        Files.write(services, List.of(verbs));
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, PlugInVerbTest.class.getClassLoader())) {
            return IvrVerbs.found(loader);
        }
    }

    private FlowReport check(String flow) throws IOException {
        return new FlowCheck(found(PinVerb.class.getName())).check("t.yaml", flow, LintScope.NONE);
    }

    private ScriptRun run() throws IOException {
        Flow flow = check(FLOW).flow().orElseThrow();
        FlowSet flows = FlowSet.of(flow, 1, language -> Optional.empty());
        return FlowRun.begin(flows, flow.name()).orElseThrow();
    }

    private static List<ScriptCommand> press(ScriptRun run, String keys) {
        List<ScriptCommand> commands = new ArrayList<>();
        keys.chars().forEach(key -> commands.addAll(run.on(new ScriptEvent.Digit((char) key))));
        return commands;
    }

    @Test
    void isReadRunAndKnownByItsVariableLikeThoseThatShip() throws IOException {
        ScriptRun run = run();
        run.on(new ScriptEvent.Started(Optional.empty(), Optional.empty(), Instant.EPOCH));
        assertThat(run.on(new ScriptEvent.Answered()))
                .containsExactly(new ScriptCommand.Play(List.of("ask-pin"), "fa"));
        assertThat(press(run, "471")).noneMatch(ScriptCommand.Play.class::isInstance);
        assertThat(press(run, "1"))
                .as("its timer ends with the step")
                .hasAtLeastOneElementOfType(ScriptCommand.CancelTimer.class)
                .endsWith(new ScriptCommand.Play(List.of("welcome"), "fa"));
    }

    @Test
    void isCheckedLikeThoseThatShip() throws IOException {
        String broken =
                FLOW.replace("start: ask", "start: tell")
                        .replace("pin: ask-pin,", "pin: ask-pin, lenght: 4, within: 2h,")
                        .replace("no-input: end", "no-inptu: end");
        assertThat(check(broken).findings())
                .extracting(Object::toString)
                .containsExactly(
                        "t.yaml:6:23: steps.ask.lenght: unknown key; did you mean 'length'?",
                        "t.yaml:6:50: steps.ask.on.no-input: is missing, expected the name of a"
                                + " step",
                        "t.yaml:6:66: steps.ask.on.no-inptu: unknown key; did you mean"
                                + " 'no-input'?");
        String tooEarly =
                FLOW.replace("start: ask", "start: tell")
                        .replace("by: caller.pin, next: more", "by: caller.pin, next: ask")
                        .replace("entered: tell", "entered: more");
        assertThat(check(tooEarly).findings())
                .extracting(Object::toString)
                .containsExactly(
                        "t.yaml:7:3: steps.tell: speaks of caller.pin, and no 'pin' comes before"
                                + " it");
        assertThat(check(FLOW.replace("pin: ask-pin,", "pim: ask-pin,")).findings().toString())
                .contains("steps.ask.pim: unknown key; did you mean 'pin'?");
        assertThat(FlowSchema.json(found(PinVerb.class.getName())))
                .contains("\"required\" : [ \"pin\" ]");
    }

    @Test
    void digitsThatWerePressedReachNoLogAndNoText() throws IOException {
        ScriptRun run = run();
        List<Object> seen = new ArrayList<>();
        seen.addAll(
                run.on(new ScriptEvent.Started(Optional.empty(), Optional.empty(), Instant.EPOCH)));
        seen.addAll(run.on(new ScriptEvent.Answered()));
        seen.addAll(press(run, "4711"));
        seen.addAll(run.on(new ScriptEvent.PlayFinished()));
        String timer =
                seen.stream()
                        .filter(ScriptCommand.StartTimer.class::isInstance)
                        .map(command -> ((ScriptCommand.StartTimer) command).timer())
                        .reduce("", (first, last) -> last);
        seen.addAll(run.on(new ScriptEvent.TimerFired(timer)));
        assertThat(logged.list).as("the limit of steps is logged").isNotEmpty();
        assertThat(logged.list.toString()).doesNotContain("4711");
        assertThat(seen.toString()).contains("welcome").doesNotContain("4711");
    }

    @Test
    void sameNameTwiceOrAVerbThatIsAnothersKeyIsRefused() {
        assertThatThrownBy(() -> new IvrVerbs(List.of(new PinVerb(), new PinVerb())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two verbs 'pin'");
        assertThatThrownBy(() -> new IvrVerbs(List.of(new PinVerb(), new LengthVerb())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("verb 'pin' has a key that is a verb: [length]");
    }

    private static final class LengthVerb implements IvrVerb {
        @Override
        public VerbTable table() {
            return new VerbTable(
                    "", StepKey.required("length", Shapes.nothing("length"), "the verb"));
        }

        @Override
        public StepRun read(StepReader step) {
            throw new AssertionError("nothing is read");
        }
    }
}
