package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;

/** {@code ./zarang webhook}: how the endpoints fare, and back to one that said 410. */
@Command(
        name = "webhook",
        description = "The endpoints that get events.",
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
                    server.all("/api/v1/webhooks"),
                    options.json(),
                    out(),
                    err(),
                    WebhookCommand::webhooks,
                    Answers.lines("webhooks", out(), "no webhook is configured", this::line));
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
                    server.post("/api/v1/webhooks/" + ServerLink.query(id) + "/enable", "{}"),
                    options.json(),
                    out(),
                    err(),
                    done -> Answers.object().put("webhook", id).put("enabled", true),
                    done -> out().println(id + " is served again"));
        }
    }

    private static JsonNode webhooks(JsonNode page) {
        ObjectNode all = Answers.object();
        ArrayNode webhooks = all.putArray("webhooks");
        for (JsonNode each : page.path("items")) {
            ObjectNode webhook = Answers.object();
            webhook.set("webhook", each.path("id"));
            webhook.set("gone", each.path("gone"));
            webhook.set("pending", each.path("pending"));
            webhook.set("oldestSeconds", each.path("oldest_s"));
            for (String key : List.of("delivered", "failed", "dead")) {
                webhook.set(key, each.path(key));
            }
            webhooks.add(webhook);
        }
        return all;
    }

    private void line(JsonNode of) {
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

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
