package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.loop.RealTime;
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;
import zarang.server.data.ServerLink.Answer;

/** {@code ./zarang flow record}: makes a test of the next real call of a flow. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = {
            "Waits for the next call of a flow, and writes it down as a test once it is over.",
            "Keys that are a secret are made up, and so is the caller's number: docs/FLOW-TESTS.md.",
            "Exit 1 if no call came in time. Calls of other processes are not seen."
        })
final class FlowRecordCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The flow.")
    private String flow;

    @Option(names = "--caller", paramLabel = "NUMBER", description = "Only a call of this number.")
    private @Nullable String caller;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for the call, up to 3600 (default: ${DEFAULT-VALUE}).")
    private int within;

    @Option(
            names = "--out",
            paramLabel = "TESTS",
            description = "A file that must not be there yet (default: it is printed).")
    private @Nullable Path out;

    @Mixin private ToolOptions options;

    @Override
    public Integer call() throws Exception {
        String traces =
                "/api/v1/flows/" + FlowRollbackCommand.named(flow, spec.commandLine()) + "/traces";
        if (out != null && Files.exists(out)) {
            throw new ParameterException(spec.commandLine(), out + " is there already");
        }
        ObjectNode wish = Answers.object().put("withinSeconds", within);
        if (caller != null) {
            wish.put("caller", caller);
        }
        try (ServerLink server = ServerLink.find(options.data())) {
            Answer begun = server.post(traces, wish.toString());
            if (!begun.ok()) {
                return refused(begun);
            }
            spec.commandLine().getErr().println("waiting for a call of " + flow);
            String trace = traces + "/" + Answers.read(begun.body()).path("id").asString();
            Answer done = await(server, trace);
            server.delete(trace);
            return done.ok() ? write(Answers.read(done.body())) : refused(done);
        }
    }

    @RealTime
    private static Answer await(ServerLink server, String trace)
            throws IOException, InterruptedException {
        while (true) {
            Answer now = server.get(trace);
            String state = now.ok() ? Answers.read(now.body()).path("state").asString() : "";
            if (!state.equals("waiting") && !state.equals("running")) {
                return now;
            }
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private int write(JsonNode trace) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (!trace.path("state").asString().equals("done")) {
            err.println("zarang: no such call came within " + within + " s");
            return Exit.INPUT;
        }
        String test = trace.path("test").asString();
        if (options.json()) {
            spec.commandLine().getOut().println(trace);
        } else if (out == null) {
            spec.commandLine().getOut().print(test);
            spec.commandLine().getOut().flush();
        }
        if (out != null) {
            Files.writeString(out, test);
            trace.path("notes").forEach(note -> err.println(note.asString()));
        }
        return Exit.DONE;
    }

    private int refused(Answer answer) {
        return Answers.refused(
                answer, options.json(), spec.commandLine().getOut(), spec.commandLine().getErr());
    }
}
