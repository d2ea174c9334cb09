package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;

/** {@code ./zarang member}: adds, shows and imports members of the club. */
@Command(
        name = "member",
        description = "Members of the customer club.",
        mixinStandardHelpOptions = true)
public final class MemberCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, show or import");
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
            @Option(
                            names = "--tier",
                            defaultValue = "bronze",
                            paramLabel = "TIER",
                            description =
                                    "bronze, silver, gold, or a tier of conf/loyalty.yaml (default: ${DEFAULT-VALUE}).")
                    String tier,
            @Mixin ToolOptions options)
            throws IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("phone", phone);
        body.put("name", name);
        body.put("tier", tier);
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
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Imports members from a CSV file in UTF-8 whose first line names phone, name and tier.",
                "Good rows are imported, bad ones are listed; importing again changes nothing twice."
            })
    int importFile(@Parameters(paramLabel = "FILE") Path file, @Mixin ToolOptions options)
            throws IOException {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "cannot read " + file);
        }
        AtomicReference<String> last = new AtomicReference<>("{}");
        try (ServerLink server = ServerLink.find(options.data())) {
            int status =
                    server.stream(
                            "/api/members/import",
                            HttpRequest.BodyPublishers.ofFile(file),
                            line -> {
                                last.set(line);
                                JsonNode progress = Answers.read(line);
                                if (!options.json()
                                        && progress.has("rows")
                                        && !progress.has("complete")) {
                                    err().println(progress.path("rows").asString("") + " rows …");
                                }
                            });
            JsonNode report = Answers.read(last.get());
            if (options.json()) {
                out().println(last.get());
            } else {
                report(file, report);
            }
            return status == 200 && report.path("complete").asBoolean(false)
                    ? Exit.DONE
                    : Exit.INPUT;
        }
    }

    private void report(Path file, JsonNode report) {
        if (report.has("error")) {
            err().println("zarang: " + report.path("error").asString());
            return;
        }
        for (JsonNode finding : report.path("findings")) {
            err().println(
                            file
                                    + ":"
                                    + finding.path("line").asInt()
                                    + ": "
                                    + finding.path("problem").asString());
        }
        if (report.has("stopped")) {
            err().println("zarang: " + report.path("stopped").asString());
        }
        out().printf(
                        "%d rows: %d added, %d already there, %d refused%n",
                        report.path("rows").asLong(),
                        report.path("added").asLong(),
                        report.path("already-there").asLong(),
                        report.path("refused").asLong());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
