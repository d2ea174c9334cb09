package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;

/** {@code ./zarang member import}: a list of members, as a spreadsheet writes it. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports members from a CSV file whose first line names its columns: phone (or شماره, موبایل …),"
                    + " and name (نام) and tier (سطح) if they are there; others are ignored.",
            "Comma, semicolon or tab; UTF-8, or UTF-16 as Excel's \"Unicode Text\".",
            "Good rows are imported, bad ones are listed; importing again changes nothing twice."
        })
final class ImportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ToolOptions options;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--dry-run", description = "Say what would come of it, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--update",
            description =
                    "Change name and tier of those who are members already; an empty cell changes nothing.")
    private boolean update;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description =
                    "Write the refused rows there, with line and reason, to be mended and imported again.")
    private @Nullable Path refused;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "cannot read " + file);
        }
        try (ServerLink server = ServerLink.find(options.data());
                RefusedFile rows = RefusedFile.to(refused)) {
            Report report = new Report(rows);
            int status =
                    server.stream(
                            "/api/v1/members/imports?empty-tier=lowest&dry-run="
                                    + dryRun
                                    + "&update="
                                    + update
                                    + "&refused="
                                    + (refused != null),
                            HttpRequest.BodyPublishers.ofFile(file),
                            report::take);
            JsonNode last = report(Answers.read(report.last));
            if (options.json()) {
                out().println(last);
            } else {
                print(last);
                rows.summary().ifPresent(err()::println);
            }
            return status == 200 && last.path("complete").asBoolean(false) ? Exit.DONE : Exit.INPUT;
        }
    }

    /** The lines of the answer as they come. */
    private final class Report {
        private final RefusedFile rows;
        private String last = "{}";

        Report(RefusedFile rows) {
            this.rows = rows;
        }

        void take(String line) {
            JsonNode node = Answers.read(line);
            if (node.has("refusedLine")) {
                rows.add(node);
            } else if (node.has("rows") && !node.has("complete")) {
                if (!options.json()) {
                    err().println(node.path("rows").asString("") + " rows …");
                }
            } else {
                last = line;
            }
        }
    }

    /** The report in the tool's names; a problem as its detail. */
    private static JsonNode report(JsonNode last) {
        ObjectNode report = Answers.object();
        if (last.has("detail")) {
            return report.put("error", last.path("detail").asString());
        }
        last.properties()
                .forEach(each ->
                        report.set(
                                each.getKey()
                                        .replace("dryRun", "dry-run")
                                        .replace("alreadyThere", "already-there"),
                                each.getValue()));
        return report;
    }

    private void print(JsonNode report) {
        if (report.has("error")) {
            err().println("zarang: " + report.path("error").asString());
            return;
        }
        list(report.path("findings"), "refused: ");
        list(report.path("notes"), "");
        if (report.has("stopped")) {
            err().println("zarang: " + report.path("stopped").asString());
        }
        out().printf(
                        "%s%d rows: %d added, %d updated, %d already there, %d refused%n",
                        report.path("dry-run").asBoolean(false)
                                ? "nothing was changed; it would be "
                                : "",
                        report.path("rows").asLong(),
                        report.path("added").asLong(),
                        report.path("updated").asLong(),
                        report.path("already-there").asLong(),
                        report.path("refused").asLong());
    }

    private void list(JsonNode findings, String kind) {
        for (JsonNode finding : findings) {
            err().println(
                            file
                                    + ":"
                                    + finding.path("line").asInt()
                                    + ": "
                                    + kind
                                    + finding.path("problem").asString());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
