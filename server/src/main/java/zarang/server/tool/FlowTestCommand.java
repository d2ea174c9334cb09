package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.call.loop.RealTime;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.trial.FlowTests;
import zarang.ivr.trial.JUnitText;
import zarang.ivr.trial.TestFileReader;
import zarang.ivr.trial.TestReport;
import zarang.ivr.trial.TestReportText;
import zarang.media.prompt.PromptLibrary;
import zarang.server.command.Exit;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.server.serve.ScriptScope;
import zarang.server.serve.TrialHouses;

/** {@code ./zarang flow test}: runs the tests of scripts, without a server and without waiting. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the tests that lie beside scripts (NAME.test.yaml) under a clock that does not"
                    + " wait.",
            "Of a test that fails it prints what happened; at the end, what no test reached.",
            "Exit 1 if a test fails or cannot be read. How to write one: docs/FLOW-TESTS.md."
        })
final class FlowTestCommand implements Callable<Integer> {
    private static final String SCRIPT = ".yaml";

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "A file of tests, a script that has one beside it, or a folder of them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            defaultValue = "conf",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
    private Path conf;

    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            description = "Folder of the prompts, for their lengths (default: ivr.prompts).")
    private @Nullable Path prompts;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write what came of it as JUnit XML, for a build server.")
    private @Nullable Path junit;

    @Override
    public Integer call() throws IOException {
        Set<Path> files = new TreeSet<>();
        paths.forEach(path -> files.addAll(tests(path)));
        return switch (SettingsReader.load(conf, List.of())) {
            case Loaded.Refused refused -> {
                PrintWriter err = spec.commandLine().getErr();
                refused.findings().forEach(err::println);
                yield Exit.INPUT;
            }
            case Loaded.Good good -> run(good.settings(), List.copyOf(files));
        };
    }

    @RealTime
    private int run(Settings settings, List<Path> files) throws IOException {
        FlowCheck check = new FlowCheck();
        LintScope scope = ScriptScope.of(settings, settings.ivr().prompts()).withoutPrompts();
        List<FlowReport> flows = new ArrayList<>();
        Set<Path> folders = new HashSet<>();
        for (Path file : files) {
            Path folder = FlowFolder.of(file);
            if (folders.add(folder)) {
                flows.addAll(FlowFolder.check(folder, check, scope));
            }
        }
        Path recorded = prompts == null ? settings.ivr().prompts() : prompts;
        PromptLibrary library = PromptLibrary.load(recorded, settings.ivr().languages());
        TestReport report =
                new FlowTests(TrialHouses.of(settings, library), InstantSource.system())
                        .run(flows, files);
        if (junit != null) {
            Files.writeString(junit, JUnitText.xml(report));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? TestReportText.json(report) : TestReportText.text(report));
        out.flush();
        return report.ok() ? Exit.DONE : Exit.INPUT;
    }

    private List<Path> tests(Path path) {
        if (Files.isDirectory(path)) {
            try (Stream<Path> found = Files.list(path)) {
                List<Path> tests = found.filter(FlowTestCommand::isTest).toList();
                if (tests.isEmpty()) {
                    throw usage("there are no tests in " + path + ", expected NAME.test.yaml");
                }
                return tests;
            } catch (IOException | UncheckedIOException unreadable) {
                throw usage("cannot read " + path);
            }
        }
        Path tests = isTest(path) ? path : beside(path);
        if (!Files.isReadable(tests)) {
            throw usage("cannot read " + tests);
        }
        return List.of(tests);
    }

    private static boolean isTest(Path path) {
        return path.toString().endsWith(TestFileReader.ENDING);
    }

    private static Path beside(Path script) {
        String name = script.getFileName().toString();
        String base =
                name.endsWith(SCRIPT) ? name.substring(0, name.length() - SCRIPT.length()) : name;
        return script.resolveSibling(base + TestFileReader.ENDING);
    }

    private ParameterException usage(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
