package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
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
import tools.jackson.databind.node.ObjectNode;
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;

/** {@code ./zarang calls}: what is under way, and a supervisor in its talk. */
@Command(
        name = "calls",
        description = "The calls under way, and supervisors in their talks.",
        mixinStandardHelpOptions = true)
public final class CallsCommand implements Runnable {
    private static final String CALLS = "/api/v1/calls";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: list, show, supervise, become, leave, hang-up or requeue");
    }

    @Command(
            name = "list",
            description = "The calls of all servers of this Redis, the oldest first.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(CALLS),
                    options.json(),
                    out(),
                    err(),
                    CallsCommand::calls,
                    answer -> {
                        Answers.lines("calls", out(), "no call is under way", this::line)
                                .accept(answer);
                        sayMissing(answer);
                    });
        }
    }

    private static JsonNode calls(JsonNode page) {
        ObjectNode all = (ObjectNode) Answers.list("calls", CallsCommand::call).apply(page);
        all.set("complete", page.path("complete"));
        all.set("missing", page.path("missing"));
        return all;
    }

    /** What may be missing in the list. */
    private void sayMissing(JsonNode answer) {
        answer.path("missing")
                .forEach(node ->
                        err().println(
                                        "zarang: no answer from "
                                                + node.asString()
                                                + ": its calls are not among these"));
        if (answer.path("missing").isEmpty() && !answer.path("complete").asBoolean()) {
            err().println(
                            "zarang: Redis does not say which other servers there are: their calls"
                                    + " are not among these");
        }
    }

    @Command(
            name = "show",
            description = "A call, whichever server has it. Exit 1 if it is over.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID") String id, @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return shown(server.get(path(id)), options);
        }
    }

    @Command(
            name = "supervise",
            description = "Rings a supervisor, who is in the talk once it answers.",
            mixinStandardHelpOptions = true)
    int supervise(
            @Parameters(paramLabel = "ID", description = "As list has it.") String id,
            @Option(
                            names = "--supervisor",
                            paramLabel = "EXTENSION",
                            required = true,
                            description = "Whose phone is rung: one of calling.supervisors.")
                    String supervisor,
            @Option(
                            names = "--mode",
                            paramLabel = "MODE",
                            defaultValue = "listen",
                            description =
                                    "listen, whisper (the agent alone hears it) or barge (default:"
                                            + " ${DEFAULT-VALUE}).")
                    String mode,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return shown(
                    server.post(
                            path(id) + "/supervision",
                            Answers.object()
                                    .put("supervisor", supervisor)
                                    .put("mode", mode)
                                    .toString()),
                    options);
        }
    }

    @Command(
            name = "become",
            description = "A supervisor is in the talk in another way from here on.",
            mixinStandardHelpOptions = true)
    int become(
            @Parameters(paramLabel = "ID", description = "As list has it.") String id,
            @Parameters(
                            paramLabel = "MODE",
                            description =
                                    "listen, whisper, barge, or take-over: the agent is let go.")
                    String mode,
            @Option(
                            names = "--supervisor",
                            paramLabel = "EXTENSION",
                            description = "Who; needed if several are in the talk.")
                    @Nullable String supervisor,
            @Mixin ToolOptions options)
            throws IOException {
        ObjectNode wanted = Answers.object().put("mode", mode);
        if (supervisor != null) {
            wanted.put("supervisor", supervisor);
        }
        try (ServerLink server = ServerLink.find(options.data())) {
            return shown(server.patch(path(id) + "/supervision", wanted.toString()), options);
        }
    }

    @Command(
            name = "leave",
            description = "A supervisor is in the talk no more.",
            mixinStandardHelpOptions = true)
    int leave(
            @Parameters(paramLabel = "ID", description = "As list has it.") String id,
            @Option(
                            names = "--supervisor",
                            paramLabel = "EXTENSION",
                            description = "Who; needed if several are in the talk.")
                    @Nullable String supervisor,
            @Mixin ToolOptions options)
            throws IOException {
        String whom = supervisor == null ? "" : "?supervisor=" + ServerLink.query(supervisor);
        try (ServerLink server = ServerLink.find(options.data())) {
            return done(server.delete(path(id) + "/supervision" + whom), id, "left", options);
        }
    }

    @Command(
            name = "hang-up",
            description = "Ends a call, after the last words of its script.",
            mixinStandardHelpOptions = true)
    int hangUp(@Parameters(paramLabel = "ID") String id, @Mixin ToolOptions options)
            throws IOException {
        return act(id, "hang-up", options);
    }

    @Command(
            name = "requeue",
            description = "Lets the agent go; the caller waits again at the place that it had.",
            mixinStandardHelpOptions = true)
    int requeue(@Parameters(paramLabel = "ID") String id, @Mixin ToolOptions options)
            throws IOException {
        return act(id, "requeue", options);
    }

    private int act(String id, String action, ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return done(
                    server.post(
                            path(id) + "/actions",
                            Answers.object().put("action", action).toString()),
                    id,
                    action,
                    options);
        }
    }

    private int done(ServerLink.Answer answer, String id, String what, ToolOptions options) {
        if (!answer.ok()) {
            return Answers.refused(answer, options.json(), out(), err());
        }
        out().println(
                        options.json()
                                ? Answers.object().put("call", id).put("done", what)
                                : id + ": " + what);
        return Exit.DONE;
    }

    private int shown(ServerLink.Answer answer, ToolOptions options) {
        return Answers.print(answer, options.json(), out(), err(), CallsCommand::call, this::line);
    }

    private static String path(String id) {
        return CALLS + "/" + ServerLink.query(id);
    }

    private static JsonNode call(JsonNode of) {
        ObjectNode call = Answers.object();
        call.set("call", of.path("id"));
        for (String key :
                List.of(
                        "node",
                        "since",
                        "caller",
                        "from",
                        "queue",
                        "agent",
                        "state",
                        "supervisors")) {
            call.set(key, of.path(key));
        }
        return call;
    }

    private void line(JsonNode call) {
        StringBuilder supervisors = new StringBuilder();
        call.path("supervisors")
                .forEach(each ->
                        supervisors
                                .append("  ")
                                .append(each.path("supervisor").asString())
                                .append(' ')
                                .append(each.path("mode").asString())
                                .append(
                                        each.path("state").asString().equals("ringing")
                                                ? " (rings)"
                                                : ""));
        out().printf(
                        "%s  %-10s %-8s queue %-10s agent %-8s since %s at %s%s%n",
                        call.path("call").asString(),
                        call.path("state").asString(),
                        said(call.path("from").isNull() ? call.path("caller") : call.path("from")),
                        said(call.path("queue")),
                        said(call.path("agent")),
                        TimeText.of(call.path("since")),
                        call.path("node").asString(),
                        supervisors);
    }

    private static String said(JsonNode word) {
        return word.isNull() ? "-" : word.asString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
