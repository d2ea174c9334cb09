package zarang.ivr.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.Cause;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;

class FlowCatalogueTest {
    private static final FlowCheck CHECK = new FlowCheck();
    private final FlowCatalogue catalogue =
            new FlowCatalogue(
                    Map.of("1000", "hotline", "021 8877", "hotline"),
                    number -> number.replace(" ", "").replaceFirst("^0", "+98"));

    private static FlowReport flow(String name, String cause) {
        String text =
                "flow: %s\nlanguage: fa\nstart: a\nsteps: {a: {wait: 1s, next: b}, b: {hang-up: %s}}"
                        .formatted(name, cause);
        return CHECK.check(name + ".yaml", text, LintScope.NONE);
    }

    private ScriptRun call() {
        return catalogue.begin("1000").orElseThrow();
    }

    /** Runs a call to its end and says with what cause it ends. */
    private static Cause end(ScriptRun run) {
        String timer = "";
        for (ScriptCommand command :
                run.on(
                        new ScriptEvent.Started(
                                Optional.empty(), Optional.empty(), Instant.EPOCH))) {
            timer = command instanceof ScriptCommand.StartTimer(String t, var d) ? t : timer;
        }
        List<ScriptCommand> last = run.on(new ScriptEvent.TimerFired(timer));
        return ((ScriptCommand.HangUp) last.getLast()).cause();
    }

    private void publish(String cause, int version) {
        catalogue.publish(flow("hotline", cause).flow().orElseThrow(), version);
    }

    @Test
    void callsInProgressKeepTheirVersionAndNewOnesGetTheNewOne() {
        publish("user-busy", 1);
        ScriptRun old = call();
        publish("congestion", 7);
        ScriptRun young = call();
        assertThat(old.version()).isEqualTo(1);
        assertThat(young.version()).isEqualTo(7);
        assertThat(young.script()).isEqualTo("hotline");
        assertThat(young.language()).isEqualTo("fa");
        assertThat(end(old)).isEqualTo(Cause.USER_BUSY);
        assertThat(end(young)).isEqualTo(Cause.CONGESTION);
    }

    @Test
    void numberWithoutAScriptIsEmptyAndTold() {
        assertThat(catalogue.begin("1000")).isEmpty();
        assertThat(catalogue.begin("2000")).isEmpty();
        assertThat(catalogue.missing()).containsExactly("hotline");
        publish("congestion", 1);
        assertThat(catalogue.missing()).isEmpty();
    }

    @Test
    void folderIsCheckedFileByFile(@TempDir Path folder) throws IOException {
        String good = "flow: x\nlanguage: fa\nstart: a\nsteps: {a: {hang-up: }}\n";
        Files.writeString(folder.resolve("a.yaml"), good);
        Files.writeString(folder.resolve("b.yaml"), good);
        Files.writeString(folder.resolve("c.yaml"), "flow: [");
        Files.writeString(folder.resolve("notes.txt"), "not a flow");
        List<FlowReport> reports = FlowFolder.check(folder, CHECK, LintScope.NONE);
        assertThat(reports).extracting(FlowReport::ok).containsExactly(true, false, false);
        assertThat(reports.get(1).findings().toString()).contains("is the name of the flow in");
        assertThat(FlowFolder.check(folder.resolve("none"), CHECK, LintScope.NONE))
                .extracting(FlowReport::ok)
                .containsExactly(false);
    }
}
