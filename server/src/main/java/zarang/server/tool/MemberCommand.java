package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import zarang.server.data.ServerLink;

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
                            "/api/members", JsonMapper.builder().build().writeValueAsString(body)),
                    options.json(),
                    out(),
                    err(),
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
            return Answers.print(
                    server.get("/api/members?phone=" + ServerLink.query(phone)),
                    options.json(),
                    out(),
                    err(),
                    member -> {
                        for (String key :
                                new String[] {
                                    "member", "phone", "name", "tier", "points", "since"
                                }) {
                            out().printf("%-7s %s%n", key, member.path(key).asString(""));
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
            return Answers.print(
                    server.patch(
                            "/api/members?phone=" + ServerLink.query(phone),
                            JsonMapper.builder().build().writeValueAsString(body)),
                    options.json(),
                    out(),
                    err(),
                    answer ->
                            out().printf(
                                            "%s %s: tier %s, before %s%n",
                                            answer.path("member").asString(),
                                            answer.path("outcome").asString(),
                                            answer.path("tier").asString(),
                                            answer.path("before").asString()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
