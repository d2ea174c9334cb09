package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import zarang.server.data.ServerLink;

/** {@code ./zarang webhook}: how the endpoints fare, and back to one that said 410. */
@Command(
        name = "webhook",
        description = "The endpoints that are told of events.",
        mixinStandardHelpOptions = true)
public final class WebhookCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list or enable");
    }

    @Command(
            name = "list",
            description = "Each endpoint, and what waits for it.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get("/api/webhooks"), options.json(), out(), err(), this::show);
        }
    }

    @Command(
            name = "enable",
            description = "Serves an endpoint again that answered 410 Gone.",
            mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "ID") String id, @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post("/api/webhooks/" + ServerLink.query(id) + "/enable", "{}"),
                    options.json(),
                    out(),
                    err(),
                    done -> out().println(id + " is served again"));
        }
    }

    private void show(JsonNode answer) {
        for (JsonNode of : answer.path("webhooks")) {
            out().printf(
                            "%-20s %-7s pending %d (oldest %d s)  delivered %d  failed %d  dead %d%n",
                            of.path("webhook").asString(),
                            of.path("gone").asBoolean() ? "gone" : "served",
                            of.path("pending").asLong(),
                            of.path("oldestSeconds").asLong(),
                            of.path("delivered").asLong(),
                            of.path("failed").asLong(),
                            of.path("dead").asLong());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
