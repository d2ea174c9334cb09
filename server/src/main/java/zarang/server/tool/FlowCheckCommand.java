package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.lint.ReportSarif;
import zarang.ivr.lint.ReportText;
import zarang.server.command.Exit;
import zarang.server.config.Loaded;
import zarang.server.config.SettingsReader;
import zarang.server.serve.ScriptScope;

/** {@code ./zarang flow check}: says what is wrong with scripts, without a server. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks scripts against the language, the queues and the prompts of the configuration.",
            "Of a folder all its scripts. What a script calls is looked for beside it.",
            "Every prompt that a script uses is read as the server would play it.",
            "Prints file:line:column, what to write instead and [the rule] for each finding; exit 1",
            "if anything is wrong."
        })
final class FlowCheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<Path> files = List.of();

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            defaultValue = "conf",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
    private Path conf;

    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            description = "Folder of the prompts (default: ivr.prompts).")
    private @Nullable Path prompts;

    /** How findings are printed. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, or sarif (2.1.0) for editors (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new ParameterException(spec.commandLine(), "cannot read " + file);
            }
        }
        return switch (SettingsReader.load(conf, List.of())) {
            case Loaded.Refused refused -> {
                PrintWriter err = spec.commandLine().getErr();
                refused.findings().forEach(err::println);
                yield Exit.INPUT;
            }
            case Loaded.Good good -> {
                Path folder = prompts == null ? good.settings().ivr().prompts() : prompts;
                yield check(ScriptScope.of(good.settings(), folder));
            }
        };
    }

    private int check(LintScope scope) throws IOException {
        List<FlowReport> reports = FlowFolder.among(scripts(), new FlowCheck(), scope);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (json ? Format.JSON : format) {
                    case TEXT -> ReportText.text(reports);
                    case JSON -> ReportText.json(reports);
                    case SARIF -> ReportSarif.sarif(reports);
                });
        out.flush();
        return reports.stream().allMatch(FlowReport::ok) ? Exit.DONE : Exit.INPUT;
    }

    private List<Path> scripts() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            all.addAll(Files.isDirectory(file) ? FlowFolder.files(file) : List.of(file));
        }
        return all;
    }
}
