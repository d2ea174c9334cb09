package zarang.server.tool;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.ivr.draw.FlowPicture;
import zarang.ivr.draw.ReadingWay;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.lint.ReportText;
import zarang.ivr.model.Flow;
import zarang.server.command.Exit;

/** {@code ./zarang flow draw}: a picture of a script, without a server. */
@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a script as SVG: its steps, and their outcomes on the arrows, in the direction"
                    + " in",
            "which its language is read. A script with mistakes is told them; exit 1."
        })
final class FlowDrawCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The script.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "GRAPH.svg",
            description = "Where the picture goes (default: it is printed).")
    private @Nullable Path picture;

    @Option(
            names = "--reading",
            paramLabel = "WAY",
            description = "leftward or rightward, instead of the language's.")
    private @Nullable ReadingWay reading;

    @Override
    public Integer call() throws Exception {
        FlowReport report = new FlowCheck().check(file, LintScope.NONE);
        Optional<Flow> flow = report.flow();
        if (flow.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.print(ReportText.text(List.of(report)));
            err.flush();
            return Exit.INPUT;
        }
        String svg =
                reading == null
                        ? FlowPicture.svg(flow.get())
                        : FlowPicture.svg(flow.get(), reading);
        if (picture == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(svg);
            out.flush();
        } else {
            Files.writeString(picture, svg);
        }
        return Exit.DONE;
    }
}
