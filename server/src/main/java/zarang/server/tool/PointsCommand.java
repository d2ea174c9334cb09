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
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;

/** {@code ./zarang points}: balances, and whether they add up. */
@Command(name = "points", description = "Points accounts.", mixinStandardHelpOptions = true)
public final class PointsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: show or verify");
    }

    @Command(
            name = "show",
            description = "Balance and newest ledger entries of a member.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NUMBER") String phone, @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get("/api/points?phone=" + ServerLink.query(phone)),
                    options.json(),
                    out(),
                    err(),
                    this::show);
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Replays a member's ledger and checks that the account adds up. Exit 1 if it does not.")
    int verify(@Parameters(paramLabel = "NUMBER") String phone, @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer =
                    server.get("/api/points/verify?phone=" + ServerLink.query(phone));
            int exit = Answers.print(answer, options.json(), out(), err(), this::verified);
            boolean unsound = answer.ok() && !Answers.read(answer.body()).path("sound").asBoolean();
            return unsound ? Exit.INPUT : exit;
        }
    }

    private void show(JsonNode account) {
        out().printf(
                        "available %s  held %s  debt %s%n",
                        account.path("available").asString(),
                        account.path("held").asString(),
                        account.path("debt").asString());
        for (JsonNode line : account.path("ledger")) {
            out().printf(
                            "%s  %-8s %8s  balance %8s  %s%n",
                            line.path("at").asString(),
                            line.path("kind").asString(),
                            line.path("amount").asString(),
                            line.path("balance").asString(),
                            line.path("event").asString());
        }
    }

    private void verified(JsonNode result) {
        if (result.path("sound").asBoolean()) {
            out().println("the account adds up");
        }
        result.path("findings").forEach(finding -> err().println(finding.asString()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
