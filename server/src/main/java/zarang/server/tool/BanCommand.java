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
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;

/** {@code ./zarang ban}: who is not listened to, and an end to it. */
@Command(
        name = "ban",
        description = "Addresses that are not listened to for a while: scanners and guessers.",
        mixinStandardHelpOptions = true)
public final class BanCommand implements Runnable {
    private static final String BANS = "/api/v1/bans";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list or lift");
    }

    @Command(
            name = "list",
            description =
                    "Every address that is banned now: why, until when, the how-manieth time.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(BANS),
                    options.json(),
                    out(),
                    err(),
                    BanCommand::bans,
                    Answers.lines("bans", out(), "no address is banned", this::line));
        }
    }

    @Command(
            name = "lift",
            description = "Listens to an address again. Exit 1 if it is not banned.",
            mixinStandardHelpOptions = true)
    int lift(
            @Parameters(paramLabel = "ADDRESS", description = "As list has it.") String address,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer = server.delete(BANS + "/" + ServerLink.query(address));
            if (!answer.ok()) {
                return Answers.refused(answer, options.json(), out(), err());
            }
            out().println(
                            options.json()
                                    ? Answers.object().put("lifted", address)
                                    : address + " is listened to again");
            return Exit.DONE;
        }
    }

    private static JsonNode bans(JsonNode page) {
        ObjectNode all = Answers.object();
        ArrayNode bans = all.putArray("bans");
        for (JsonNode each : page.path("items")) {
            ObjectNode ban = bans.addObject();
            ban.set("address", each.path("id"));
            for (String key : List.of("reason", "since", "until", "times")) {
                ban.set(key, each.path(key));
            }
        }
        return all;
    }

    private void line(JsonNode ban) {
        out().printf(
                        "%-24s until %s  times %s  %s%n",
                        ban.path("address").asString(),
                        TimeText.of(ban.path("until")),
                        ban.path("times").asString(),
                        ban.path("reason").asString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
