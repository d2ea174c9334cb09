package zarang.server.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
import zarang.ivr.trial.FlowTry;
import zarang.ivr.trial.TestFile;
import zarang.ivr.trial.TestFileReader;
import zarang.ivr.trial.TestWriter;
import zarang.ivr.trial.Transcript;
import zarang.ivr.trial.TrialHouse;
import zarang.ivr.trial.TrialWorld;
import zarang.media.prompt.PromptLibrary;
import zarang.server.command.Exit;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.server.serve.ScriptScope;
import zarang.server.serve.TrialHouses;

/** {@code ./zarang flow try}: a call of a script at the terminal, without a phone. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a script at the terminal: type keys to press them, an empty line to let time"
                    + " pass.",
            "Shows what is heard and done, the step and the variables. See docs/FLOW-TESTS.md."
        })
final class FlowTryCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--caller", paramLabel = "NUMBER", description = "Who calls, or withheld.")
    private @Nullable String caller;

    @Option(names = "--time", paramLabel = "TIME", description = "When, such as 1405-09-05 14:30.")
    private @Nullable String time;

    @Option(
            names = "--member",
            paramLabel = "WHO",
            description =
                    "A member such as '{tier: gold, points: 12.5}', or unknown, timeout, error.")
    private @Nullable String member;

    @Option(
            names = "--answer",
            paramLabel = "NAME=ANSWER",
            description =
                    "What a service answers, by step or service: check-order='{found: {n: 1}}'.")
    private List<String> answers = List.of();

    @Option(
            names = "--save",
            paramLabel = "TESTS",
            description = "Write what happened as a file of tests that must not be there yet.")
    private @Nullable Path save;

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            defaultValue = "conf",
            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
    private Path conf;

    @Override
    public Integer call() throws IOException {
        if (save != null && Files.exists(save)) {
            throw new ParameterException(spec.commandLine(), save + " is there already");
        }
        return switch (SettingsReader.load(conf, List.of())) {
            case Loaded.Refused refused -> refused(refused.findings());
            case Loaded.Good good -> check(good.settings());
        };
    }

    private int check(Settings settings) throws IOException {
        Path prompts = settings.ivr().prompts();
        FlowCheck check = new FlowCheck();
        LintScope scope = ScriptScope.of(settings, prompts).withoutPrompts();
        FlowReport report = FlowFolder.among(List.of(file), check, scope).getFirst();
        if (report.flow().isEmpty()) {
            return refused(report.findings());
        }
        PromptLibrary library = PromptLibrary.load(prompts, settings.ivr().languages());
        TrialHouse house = TrialHouses.of(settings, library);
        TestFile given =
                new TestFileReader(settings.club().timeZone()).read("options", givenText());
        if (!given.findings().isEmpty()) {
            return refused(given.findings());
        }
        TrialWorld world = given.tests().getFirst().world();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Transcript transcript =
                new FlowTry(
                                house.together(FlowFolder.check(FlowFolder.of(file), check, scope))
                                        .with(report.flow().get(), 1),
                                report.flow().get().name(),
                                world,
                                house,
                                in,
                                spec.commandLine().getOut())
                        .run();
        if (save != null) {
            String name = report.flow().get().name();
            Files.writeString(save, TestWriter.file(name, "as it was tried", world, transcript));
        }
        return Exit.DONE;
    }

    /** The options as a file of tests says the same. */
    private String givenText() {
        List<String> given = new ArrayList<>();
        if (caller != null) {
            given.add("caller: '" + caller + "'");
        }
        if (time != null) {
            given.add("time: '" + time + "'");
        }
        if (member != null) {
            given.add("member: " + member);
        }
        if (!answers.isEmpty()) {
            List<String> each = answers.stream().map(a -> a.replaceFirst("=", ": ")).toList();
            given.add("answers: {" + String.join(", ", each) + "}");
        }
        return "given: {" + String.join(", ", given) + "}\ntests: {a: [wait 1s]}\n";
    }

    private int refused(List<?> findings) {
        PrintWriter err = spec.commandLine().getErr();
        findings.forEach(err::println);
        return Exit.INPUT;
    }
}
