package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.ivr.keys.IvrSettings;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.lint.ReportText;
import zarang.server.command.Exit;
import zarang.server.config.Loaded;
import zarang.server.config.SettingsReader;
import zarang.server.data.ServerLink;
import zarang.server.serve.ScriptShelf;

/** {@code ./zarang flow}: checks scripts, and puts them in front of new calls. */
@Command(name = "flow", description = "IVR scripts.", mixinStandardHelpOptions = true)
public final class FlowCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: check, publish or rollback");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Checks scripts against the language, the queues and the prompts of the configuration.",
                "Every prompt that a script uses is read as the server would play it.",
                "Prints file:line:column for each finding; exit 1 if anything is wrong."
            })
    int check(
            @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files,
            @Option(
                            names = "--conf",
                            paramLabel = "DIR",
                            defaultValue = "conf",
                            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
                    Path conf,
            @Option(
                            names = "--prompts",
                            paramLabel = "DIR",
                            description = "Folder of the prompts (default: ivr.prompts).")
                    @Nullable Path prompts,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new ParameterException(spec.commandLine(), "cannot read " + file);
            }
        }
        return switch (SettingsReader.load(conf, List.of())) {
            case Loaded.Refused refused -> {
                refused.findings().forEach(finding -> err().println(finding));
                yield Exit.INPUT;
            }
            case Loaded.Good good -> {
                IvrSettings ivr = good.settings().ivr();
                Path folder = prompts == null ? ivr.prompts() : prompts;
                yield check(files, ScriptShelf.scope(good.settings(), folder), json);
            }
        };
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description = {
                "Checks scripts and prompts of the running server and puts them in front of new calls.",
                "Calls in progress keep their version. If anything is wrong, nothing changes; exit 1."
            })
    int publish(@Mixin ToolOptions options) throws IOException {
        return ask(options, "/api/v1/flows/publications", "published ");
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Puts the version before the one in use in front of new calls; again: the one before that.",
                "It stays in use over restarts, until the script is changed or published."
            })
    int rollback(
            @Parameters(paramLabel = "NAME", description = "The flow.") String flow,
            @Mixin ToolOptions options)
            throws IOException {
        if (!flow.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + flow + "' is no name of a flow: small letters, digits, dashes");
        }
        return ask(options, "/api/v1/flows/" + flow + "/rollbacks", "rolled back to ");
    }

    private int ask(ToolOptions options, String path, String done) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer = server.post(path, "{}");
            JsonNode switched = switched(Answers.read(answer.body()));
            switched.path("findings").forEach(finding -> err().println(finding.asString()));
            if (options.json()) {
                out().println(switched);
            } else if (answer.ok()) {
                switched.path("published").forEach(flow -> out().println(done + flow.asString()));
            } else {
                err().println("zarang: " + switched.path("error").asString());
            }
            return answer.ok() ? Exit.DONE : Exit.INPUT;
        }
    }

    /** What was published, or the findings that it was refused for. */
    private static JsonNode switched(JsonNode answer) {
        ObjectNode switched = Answers.object();
        if (answer.has("detail")) {
            switched.put("error", answer.path("detail").asString());
        }
        ArrayNode published = switched.putArray("published");
        answer.path("published")
                .forEach(each ->
                        published.add(
                                each.path("flow").asString() + " " + each.path("version").asInt()));
        ArrayNode findings = switched.putArray("findings");
        answer.path("errors").forEach(fault -> findings.add(line(fault, "")));
        answer.path("warnings").forEach(fault -> findings.add(line(fault, "warning: ")));
        return switched;
    }

    private static String line(JsonNode fault, String kind) {
        return fault.path("file").asString("")
                + ":"
                + fault.path("line").asInt()
                + ":"
                + fault.path("column").asInt()
                + ": "
                + kind
                + fault.path("detail").asString();
    }

    private int check(List<Path> files, LintScope scope, boolean json) {
        FlowCheck check = new FlowCheck();
        List<FlowReport> reports = new ArrayList<>();
        files.forEach(file -> reports.add(check.check(file, scope)));
        out().print(json ? ReportText.json(reports) : ReportText.text(reports));
        out().flush();
        return reports.stream().allMatch(FlowReport::ok) ? Exit.DONE : Exit.INPUT;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
