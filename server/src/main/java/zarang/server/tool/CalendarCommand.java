package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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
import zarang.call.Words;
import zarang.call.loop.RealTime;
import zarang.ivr.calendar.BusinessCalendar;
import zarang.ivr.calendar.CalendarVerdict;
import zarang.ivr.calendar.Calendars;
import zarang.ivr.calendar.WrittenMoments;
import zarang.server.command.Exit;
import zarang.server.config.Loaded;
import zarang.server.config.SettingsReader;
import zarang.server.data.ServerLink;

/** {@code ./zarang calendar}: whether there is somebody to talk to, and closing at once. */
@Command(
        name = "calendar",
        description = "Business hours, and closing at once.",
        mixinStandardHelpOptions = true)
public final class CalendarCommand implements Runnable {
    private static final String CALENDARS = "/api/v1/calendars";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: list, show, close, open or check");
    }

    @Command(
            name = "list",
            description = "Every calendar: open or not, and until when.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(CALENDARS),
                    options.json(),
                    out(),
                    err(),
                    Answers.list("calendars", CalendarCommand::calendar),
                    Answers.lines("calendars", out(), "there is no calendar", this::line));
        }
    }

    @Command(
            name = "show",
            description = "A calendar now, or at another moment: open or not, and why.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "As calendars.yaml has it.") String name,
            @Option(
                            names = "--at",
                            paramLabel = "MOMENT",
                            description = "Such as \"1405-01-13 10:00\"; by the calendar's clock.")
                    @Nullable String at,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            String path = CALENDARS + "/" + ServerLink.query(name);
            ServerLink.Answer now = server.get(path);
            ServerLink.Answer answer =
                    at == null || !now.ok()
                            ? now
                            : server.get(path + "?at=" + moment(at, zone(now)));
            return print(answer, options);
        }
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = {
                "Closes a calendar at once, whatever its hours say: callers go where the script's",
                "closed-now leads. All servers know within a second, and a restart does not open"
                        + " it."
            })
    int close(
            @Parameters(paramLabel = "NAME", description = "As calendars.yaml has it.") String name,
            @Option(
                            names = "--until",
                            paramLabel = "MOMENT",
                            description =
                                    "Such as 18:30, \"1405-09-07 08:00\" or 2h; absent: until"
                                            + " open.")
                    @Nullable String until,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "For the log and the CRM.")
                    String reason,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            String path = CALENDARS + "/" + ServerLink.query(name);
            ServerLink.Answer now = server.get(path);
            if (!now.ok()) {
                return print(now, options);
            }
            ObjectNode wish = Answers.object().put("reason", reason);
            if (until != null) {
                wish.put("until", moment(until, zone(now)).toString());
            }
            return print(server.post(path + "/closure", wish.toString()), options);
        }
    }

    @Command(
            name = "open",
            description = "Ends a closure: the calendar's hours count again.",
            mixinStandardHelpOptions = true)
    int open(
            @Parameters(paramLabel = "NAME", description = "As calendars.yaml has it.") String name,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            String path = CALENDARS + "/" + ServerLink.query(name);
            ServerLink.Answer done = server.delete(path + "/closure");
            return done.ok()
                    ? print(server.get(path), options)
                    : Answers.refused(done, options.json(), out(), err());
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Reads calendars.yaml without a server: says what is wrong with it (exit 1), and"
                        + " which",
                "lunar holidays of the coming year have no date yet."
            })
    int check(
            @Option(
                            names = "--conf",
                            paramLabel = "DIR",
                            defaultValue = "conf",
                            description = "Configuration folder (default: ${DEFAULT-VALUE}).")
                    Path conf) {
        return switch (SettingsReader.load(conf, List.of())) {
            case Loaded.Refused refused -> {
                refused.findings().forEach(finding -> err().println(finding));
                yield Exit.INPUT;
            }
            case Loaded.Good good -> {
                Calendars calendars = good.settings().calendars();
                if (calendars.names().isEmpty()) {
                    out().println("calendars.yaml names no calendar");
                }
                calendars.all().forEach(this::checked);
                yield Exit.DONE;
            }
        };
    }

    private void checked(BusinessCalendar calendar) {
        Instant now = now();
        CalendarVerdict verdict = calendar.at(now);
        out().println(calendar.name() + ": " + Words.of(verdict.state()) + ", " + verdict.why());
        LocalDate today = now.atZone(calendar.zone()).toLocalDate();
        calendar.missing(today, today.plusYears(1))
                .forEach(missing ->
                        out().println(
                                        "calendars.yaml: warning: "
                                                + missing
                                                + " has no date yet: enter the day on which it is"
                                                + " kept"));
    }

    private int print(ServerLink.Answer answer, ToolOptions options) {
        return Answers.print(
                answer, options.json(), out(), err(), CalendarCommand::calendar, this::words);
    }

    private static ZoneId zone(ServerLink.Answer calendar) {
        return ZoneId.of(Answers.read(calendar.body()).path("zone").asString());
    }

    private Instant moment(String written, ZoneId zone) {
        return WrittenMoments.read(written, zone, now())
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "'" + written + "' is not " + WrittenMoments.EXPECTED));
    }

    /** By the clock of the machine on which the tool is used. */
    @RealTime
    private static Instant now() {
        return InstantSource.system().instant();
    }

    private static JsonNode calendar(JsonNode of) {
        ObjectNode calendar = Answers.object();
        calendar.set("calendar", of.path("id"));
        for (String key : List.of("title", "state", "why", "closes", "opens", "shown", "closure")) {
            calendar.set(key, of.path(key));
        }
        return calendar;
    }

    private void line(JsonNode calendar) {
        out().printf(
                        "%-16s %-10s %s%n",
                        calendar.path("calendar").asString(),
                        calendar.path("state").asString(),
                        calendar.path("shown").asString());
    }

    private void words(JsonNode calendar) {
        out().println(
                        calendar.path("calendar").asString()
                                + " is "
                                + calendar.path("state").asString()
                                + ": "
                                + calendar.path("why").asString());
        if (!calendar.path("shown").asString().isEmpty()) {
            out().println(calendar.path("shown").asString());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
