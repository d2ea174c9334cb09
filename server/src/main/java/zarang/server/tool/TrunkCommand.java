package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;

/** {@code ./zarang trunk}: whether the carriers are there, and why not. */
@Command(name = "trunk", description = "The carriers' trunks.", mixinStandardHelpOptions = true)
public final class TrunkCommand implements Runnable {
    private static final String TRUNKS = "/api/v1/trunks";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show or test");
    }

    @Command(
            name = "list",
            description = "Every trunk: whether it is up, registered, and the last failure.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(TRUNKS),
                    options.json(),
                    out(),
                    err(),
                    Answers.list("trunks", TrunkCommand::trunk),
                    Answers.lines("trunks", out(), "there is no trunk", this::line));
        }
    }

    @Command(
            name = "show",
            description = "A trunk in all its words. Exit 1 if there is none of that name.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "As trunks.yaml has it.") String name,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get(TRUNKS + "/" + ServerLink.query(name)),
                    options.json(),
                    out(),
                    err(),
                    TrunkCommand::trunk,
                    this::words);
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Asks a trunk now whether it is there (OPTIONS) and, if it registers, whether it has us",
                "(REGISTER), and shows it some seconds later. Exit 1 if there is none of that name."
            })
    int test(
            @Parameters(paramLabel = "NAME", description = "As trunks.yaml has it.") String name,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post(TRUNKS + "/" + ServerLink.query(name) + "/tests", "{}"),
                    options.json(),
                    out(),
                    err(),
                    TrunkCommand::trunk,
                    this::words);
        }
    }

    private static JsonNode trunk(JsonNode of) {
        ObjectNode trunk = Answers.object();
        trunk.set("trunk", of.path("id"));
        for (String key :
                List.of("out", "state", "registration", "why", "calls", "channels", "outcomes")) {
            trunk.set(key, of.path(key));
        }
        return trunk;
    }

    private void line(JsonNode trunk) {
        out().printf(
                        "%-16s %-8s %-12s %s%n",
                        text(trunk, "trunk"),
                        text(trunk, "state"),
                        text(trunk, "registration"),
                        text(trunk, "why"));
    }

    private void words(JsonNode trunk) {
        String out = text(trunk, "out");
        say("trunk", text(trunk, "trunk"));
        say("calls go out to", out.isEmpty() ? "nowhere: they only come in" : out);
        say("state", text(trunk, "state"));
        say("registration", text(trunk, "registration"));
        if (!text(trunk, "why").isEmpty()) {
            say("last failure", text(trunk, "why"));
        }
        say("calls now", text(trunk, "calls") + " of " + text(trunk, "channels"));
        for (Map.Entry<String, JsonNode> each : trunk.path("outcomes").properties()) {
            say("calls out " + each.getKey(), each.getValue().asString());
        }
    }

    private void say(String what, String said) {
        out().printf("%-20s %s%n", what, said);
    }

    private static String text(JsonNode trunk, String key) {
        return trunk.path(key).asString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
