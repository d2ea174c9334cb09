package zarang.ivr.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.Cause;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.ivr.catalogue.FlowCatalogue.Publication;
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
        for (ScriptCommand command : run.on(new ScriptEvent.Started())) {
            timer = command instanceof ScriptCommand.StartTimer(String t, var d) ? t : timer;
        }
        List<ScriptCommand> last = run.on(new ScriptEvent.TimerFired(timer));
        return ((ScriptCommand.HangUp) last.getLast()).cause();
    }

    @Test
    void callsInProgressKeepTheirVersionAndNewOnesGetTheNewOne() {
        assertThat(catalogue.publish(flow("hotline", "user-busy")))
                .isEqualTo(new Publication.Published("hotline", 1));
        ScriptRun old = call();
        assertThat(catalogue.publish(flow("hotline", "congestion")))
                .isEqualTo(new Publication.Published("hotline", 2));
        ScriptRun young = call();
        assertThat(old.version()).isEqualTo(1);
        assertThat(young.version()).isEqualTo(2);
        assertThat(young.script()).isEqualTo("hotline");
        assertThat(young.language()).isEqualTo("fa");
        assertThat(end(old)).isEqualTo(Cause.USER_BUSY);
        assertThat(end(young)).isEqualTo(Cause.CONGESTION);
    }

    @Test
    void brokenVersionIsRefusedAndTheOneInUseStays() {
        catalogue.publish(flow("hotline", "user-busy"));
        Publication refused = catalogue.publish(flow("hotline", "nonsense"));
        assertThat(refused).isInstanceOf(Publication.Refused.class);
        assertThat(refused.toString()).contains("hotline.yaml:4:").contains("steps.b.hang-up");
        assertThat(call().version()).isEqualTo(1);
    }

    @Test
    void rollingBackReturnsToTheVersionBeforeAndNumbersAreNeverUsedTwice() {
        assertThat(catalogue.rollBack("hotline")).isEmpty();
        catalogue.publish(flow("hotline", "user-busy"));
        assertThat(catalogue.rollBack("hotline")).isEmpty();
        catalogue.publish(flow("hotline", "congestion"));
        assertThat(catalogue.rollBack("hotline")).contains(new Publication.Published("hotline", 1));
        assertThat(end(call())).isEqualTo(Cause.USER_BUSY);
        catalogue.publish(flow("hotline", "congestion"));
        assertThat(catalogue.version("hotline")).contains(3);
    }

    @Test
    void onlySoManyVersionsAreKept() {
        for (int i = 0; i < FlowCatalogue.KEPT + 5; i++) {
            catalogue.publish(flow("hotline", "congestion"));
        }
        int back = 0;
        while (catalogue.rollBack("hotline").isPresent()) {
            back++;
        }
        assertThat(back).isEqualTo(FlowCatalogue.KEPT - 1);
    }

    @Test
    void numbersAreComparedAsNumbers() {
        catalogue.publish(flow("hotline", "congestion"));
        assertThat(catalogue.begin("+98218877")).isPresent();
        assertThat(catalogue.begin("0218877")).isPresent();
        assertThat(catalogue.begin("218877")).isEmpty();
        assertThatThrownBy(() ->
                        new FlowCatalogue(
                                Map.of("02", "hotline", "0 2", "hotline"),
                                number -> number.replace(" ", "")))
                .hasMessageContaining("twice");
    }

    @Test
    void numberWithoutAScriptIsEmptyAndTold() {
        assertThat(catalogue.begin("1000")).isEmpty();
        assertThat(catalogue.begin("2000")).isEmpty();
        assertThat(catalogue.missing()).containsExactly("hotline");
        catalogue.publish(flow("hotline", "congestion"));
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
        assertThat(reports.get(1).findings().toString()).contains("has the same flow name as");
        assertThat(FlowFolder.check(folder.resolve("none"), CHECK, LintScope.NONE))
                .extracting(FlowReport::ok)
                .containsExactly(false);
    }
}
