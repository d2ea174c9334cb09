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

/** {@code ./zarang missed}: callers who were not served, and that somebody called them. */
@Command(
        name = "missed",
        description = "Callers who were not served and whom nobody has called.",
        mixinStandardHelpOptions = true)
public final class MissedCommand implements Runnable {
    private static final String MISSED = "/api/v1/missed-calls";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, claim or close");
    }

    @Command(
            name = "list",
            description = "All of them, who was missed last last.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--queue",
                            paramLabel = "NAME",
                            description = "Only those who called this queue last.")
                    @Nullable String queue,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(
                            queue == null ? MISSED : MISSED + "?queue=" + ServerLink.query(queue)),
                    options.json(),
                    out(),
                    err(),
                    Answers.list("missed", MissedCommand::missed),
                    Answers.lines(
                            "missed",
                            out(),
                            "nobody is on the list of missed callers",
                            this::line));
        }
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
        return ask(id, "claim", Answers.object().put("minutes", minutes), options, this::line);
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
                                    "done, served (came again), not-reached, wrong-number or"
                                            + " withdrawn (default: ${DEFAULT-VALUE}).")
                    String result,
            @Option(names = "--anyway", description = "Also if somebody else has it.")
                    boolean anyway,
            @Mixin ToolOptions options)
            throws IOException {
        return ask(
                id,
                "closure",
                Answers.object().put("result", result).put("anyway", anyway),
                options,
                closed -> out().println(Answers.off(closed, result)));
    }

    private int ask(
            String id, String what, ObjectNode body, ToolOptions options, Consumer<JsonNode> words)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post(MISSED + "/" + ServerLink.query(id) + "/" + what, body.toString()),
                    options.json(),
                    out(),
                    err(),
                    MissedCommand::missed,
                    words);
        }
    }

    private static JsonNode missed(JsonNode of) {
        ObjectNode missed = Answers.object();
        missed.set("missed", of.path("id"));
        for (String key :
                List.of(
                        "queue",
                        "number",
                        "first",
                        "last",
                        "times",
                        "reason",
                        "call",
                        "heldBy",
                        "heldUntil")) {
            missed.set(key, of.path(key));
        }
        return missed;
    }

    private void line(JsonNode missed) {
        out().printf(
                        "%s  %-12s %-16s %-10s %s times, last %s%s%n",
                        missed.path("missed").asString(),
                        missed.path("queue").asString(),
                        missed.path("number").asString(),
                        missed.path("reason").asString(),
                        missed.path("times").asString(),
                        TimeText.of(missed.path("last")),
                        Answers.held(missed));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
