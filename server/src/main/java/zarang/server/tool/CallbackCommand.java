package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
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
import zarang.server.data.ServerLink;

/** {@code ./zarang callback}: whom to call back, and that it was done. */
@Command(
        name = "callback",
        aliases = "callbacks",
        description = "Callers who asked to be called back.",
        mixinStandardHelpOptions = true)
public final class CallbackCommand implements Runnable {
    private static final String CALLBACKS = "/api/v1/callbacks";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: list, book, claim or close");
    }

    @Command(
            name = "list",
            description = "Everybody who is to be called back, who asked first first.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--queue",
                            paramLabel = "NAME",
                            description = "Only those whom this queue is to call.")
                    @Nullable String queue,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(
                            queue == null
                                    ? CALLBACKS
                                    : CALLBACKS + "?queue=" + ServerLink.query(queue)),
                    options.json(),
                    out(),
                    err(),
                    Answers.list("callbacks", CallbackCommand::callback),
                    Answers.lines("callbacks", out(), "nobody is to be called back", this::line));
        }
    }

    @Command(
            name = "book",
            description = "Has somebody called back.",
            mixinStandardHelpOptions = true)
    int book(
            @Parameters(paramLabel = "QUEUE", description = "Whose agents are to call.")
                    String queue,
            @Parameters(paramLabel = "NUMBER", description = "As people write it.") String number,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "For whoever calls.")
                    String note,
            @Mixin ToolOptions options)
            throws IOException {
        return ask(
                "",
                Answers.object().put("queue", queue).put("number", number).put("note", note),
                options,
                this::line);
    }

    @Command(
            name = "claim",
            description = "Has one for a while, so that nobody else calls. Exit 1 if it is taken.",
            mixinStandardHelpOptions = true)
    int claim(
            @Parameters(paramLabel = "ID", description = "As list has it.") String id,
            @Option(
                            names = "--minutes",
                            paramLabel = "N",
                            defaultValue = "15",
                            description = "For how long; 0: no more (default: ${DEFAULT-VALUE}).")
                    int minutes,
            @Mixin ToolOptions options)
            throws IOException {
        return ask(
                "/" + ServerLink.query(id) + "/claim",
                Answers.object().put("minutes", minutes),
                options,
                this::line);
    }

    @Command(
            name = "close",
            description =
                    "Takes one off the list. Exit 1 if it is not on it, or somebody else has it.",
            mixinStandardHelpOptions = true)
    int close(
            @Parameters(paramLabel = "ID", description = "As list has it.") String id,
            @Option(
                            names = "--result",
                            paramLabel = "RESULT",
                            defaultValue = "done",
                            description =
                                    "done, served (came again), not-reached,"
                                            + " wrong-number or withdrawn (default:"
                                            + " ${DEFAULT-VALUE}).")
                    String result,
            @Option(names = "--anyway", description = "Also if somebody else has it.")
                    boolean anyway,
            @Mixin ToolOptions options)
            throws IOException {
        return ask(
                "/" + ServerLink.query(id) + "/closure",
                Answers.object().put("result", result).put("anyway", anyway),
                options,
                closed -> out().println(Answers.off(closed, result)));
    }

    private int ask(String path, ObjectNode body, ToolOptions options, Consumer<JsonNode> words)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post(CALLBACKS + path, body.toString()),
                    options.json(),
                    out(),
                    err(),
                    CallbackCommand::callback,
                    words);
        }
    }

    private static JsonNode callback(JsonNode of) {
        ObjectNode callback = Answers.object();
        callback.set("callback", of.path("id"));
        for (String key :
                List.of(
                        "queue",
                        "number",
                        "asked",
                        "by",
                        "call",
                        "note",
                        "tries",
                        "heldBy",
                        "heldUntil")) {
            callback.set(key, of.path(key));
        }
        return callback;
    }

    private void line(JsonNode callback) {
        out().printf(
                        "%s  %-12s %-16s asked %s  tried %s%s%s%n",
                        callback.path("callback").asString(),
                        callback.path("queue").asString(),
                        callback.path("number").asString(),
                        TimeText.of(callback.path("asked")),
                        callback.path("tries").asString(),
                        Answers.held(callback),
                        callback.path("note").asString("").isEmpty()
                                ? ""
                                : "  " + callback.path("note").asString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
