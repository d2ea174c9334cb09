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
import zarang.server.data.ServerLink.Answer;

/** {@code ./zarang points}: balances, and whether they add up. */
@Command(name = "points", description = "Points accounts.", mixinStandardHelpOptions = true)
public final class PointsCommand implements Runnable {
    private static final int LEDGER_SHOWN = 20;

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
            Answer member = MemberByNumber.find(server, phone);
            if (!member.ok()) {
                return Answers.refused(member, options.json(), out(), err());
            }
            String points = MemberByNumber.path(member) + "/points";
            Answer ledger = server.get(points + "/ledger?limit=" + LEDGER_SHOWN);
            return Answers.print(
                    ledger.ok() ? server.get(points) : ledger,
                    options.json(),
                    out(),
                    err(),
                    balance -> account(member, balance, ledger),
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
            Answer member = MemberByNumber.find(server, phone);
            if (!member.ok()) {
                return Answers.refused(member, options.json(), out(), err());
            }
            Answer answer = server.get(MemberByNumber.path(member) + "/points/verdict");
            int exit =
                    Answers.print(
                            answer,
                            options.json(),
                            out(),
                            err(),
                            verdict -> of(member).setAll((ObjectNode) verdict),
                            this::verified);
            boolean unsound = answer.ok() && !Answers.read(answer.body()).path("sound").asBoolean();
            return unsound ? Exit.INPUT : exit;
        }
    }

    private static ObjectNode of(Answer member) {
        ObjectNode of = Answers.object();
        of.set("member", Answers.read(member.body()).path("id"));
        return of;
    }

    private static JsonNode account(Answer member, JsonNode balance, Answer ledger) {
        ObjectNode account = of(member);
        for (String key : List.of("available", "held", "debt")) {
            account.put(key, Answers.points(balance.path(key)));
        }
        ArrayNode lines = account.putArray("ledger");
        for (JsonNode each : Answers.read(ledger.body()).path("items")) {
            ObjectNode line = lines.addObject();
            for (String key : List.of("at", "kind", "rule", "event")) {
                line.set(key, each.path(key));
            }
            line.put("amount", Answers.points(each.path("amount")));
            line.put("balance", Answers.points(each.path("balance")));
        }
        return account;
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
                            TimeText.of(line.path("at")),
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
