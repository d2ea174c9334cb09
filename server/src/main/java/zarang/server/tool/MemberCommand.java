package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;
import zarang.server.data.ServerLink.Answer;

/** {@code ./zarang member}: adds, shows, changes and imports members of the club. */
@Command(
        name = "member",
        description = "Members of the customer club.",
        subcommands = ImportCommand.class,
        mixinStandardHelpOptions = true)
public final class MemberCommand implements Runnable {
    private static final String TIER_HELP =
            "A tier of conf/loyalty.yaml, by name or title: gold, Gold, طلایی. Who is added without has"
                    + " the lowest.";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: add, show, set or import");
    }

    @Command(
            name = "add",
            description = "Adds a member. A number that is somebody's already changes nothing.",
            mixinStandardHelpOptions = true)
    int add(
            @Option(
                            names = "--phone",
                            required = true,
                            paramLabel = "NUMBER",
                            description = "Such as 09121234567, +989121234567 or ۰۹۱۲۱۲۳۴۵۶۷.")
                    String phone,
            @Option(names = "--name", defaultValue = "", paramLabel = "NAME") String name,
            @Option(names = "--tier", paramLabel = "TIER", description = TIER_HELP)
                    @Nullable String tier,
            @Mixin ToolOptions options)
            throws IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("phone", phone);
        body.put("name", name);
        if (tier != null) {
            body.put("tier", tier);
        }
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post(
                            "/api/v1/members",
                            JsonMapper.builder().build().writeValueAsString(body)),
                    options.json(),
                    out(),
                    err(),
                    MemberCommand::added,
                    answer ->
                            out().println(
                                            answer.path("member").asString()
                                                    + " "
                                                    + answer.path("outcome").asString()));
        }
    }

    @Command(
            name = "show",
            description = "Shows the member behind a number.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NUMBER") String phone, @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            Answer member = MemberByNumber.find(server, phone);
            if (!member.ok()) {
                return Answers.refused(member, options.json(), out(), err());
            }
            return Answers.print(
                    server.get(MemberByNumber.path(member) + "/points"),
                    options.json(),
                    out(),
                    err(),
                    balance -> shown(Answers.read(member.body()), balance),
                    shown -> {
                        for (String key :
                                new String[] {
                                    "member", "phone", "name", "tier", "points", "since"
                                }) {
                            out().printf("%-7s %s%n", key, shown.path(key).asString(""));
                        }
                    });
        }
    }

    @Command(
            name = "set",
            description = "Changes a member's tier, name or both.",
            mixinStandardHelpOptions = true)
    int set(
            @Option(names = "--phone", required = true, paramLabel = "NUMBER") String phone,
            @Option(names = "--tier", paramLabel = "TIER", description = TIER_HELP)
                    @Nullable String tier,
            @Option(names = "--name", paramLabel = "NAME") @Nullable String name,
            @Mixin ToolOptions options)
            throws IOException {
        if (tier == null && name == null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to change: --tier, --name or both");
        }
        Map<String, String> body = new LinkedHashMap<>();
        if (tier != null) {
            body.put("tier", tier);
        }
        if (name != null) {
            body.put("name", name);
        }
        try (ServerLink server = ServerLink.find(options.data())) {
            Answer member = MemberByNumber.find(server, phone);
            if (!member.ok()) {
                return Answers.refused(member, options.json(), out(), err());
            }
            return Answers.print(
                    server.patch(
                            MemberByNumber.path(member),
                            JsonMapper.builder().build().writeValueAsString(body)),
                    options.json(),
                    out(),
                    err(),
                    now -> changed(Answers.read(member.body()), now),
                    answer ->
                            out().printf(
                                            "%s %s: tier %s, before %s%n",
                                            answer.path("member").asString(),
                                            answer.path("outcome").asString(),
                                            answer.path("tier").asString(),
                                            answer.path("before").asString()));
        }
    }

    private static JsonNode added(JsonNode added) {
        ObjectNode told = Answers.object();
        told.set("outcome", added.path("outcome"));
        told.set("member", added.path("id"));
        return told;
    }

    private static JsonNode shown(JsonNode member, JsonNode balance) {
        ObjectNode shown = Answers.object();
        shown.set("member", member.path("id"));
        for (String key : List.of("phone", "name", "tier")) {
            shown.set(key, member.path(key));
        }
        shown.put("points", Answers.points(balance.path("available")));
        shown.set("since", member.path("since"));
        return shown;
    }

    private static JsonNode changed(JsonNode before, JsonNode now) {
        ObjectNode changed = Answers.object().put("outcome", "changed");
        changed.set("member", now.path("id"));
        changed.set("before", before.path("tier"));
        changed.set("tier", now.path("tier"));
        return changed;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
