package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zarang.server.data.ServerLink;

/** {@code ./zarang stats}: what came of callers, and what agents did, by interval. */
@Command(
        name = "stats",
        description = {
            "What came of callers, and what agents did, by interval.",
            "Of all servers that share a Redis, some seconds after it happened."
        },
        mixinStandardHelpOptions = true)
public final class StatsCommand implements Runnable {
    private static final String PAGE = "limit=200";

    @Spec private CommandSpec spec;

    /** Which time, and how it is shown. */
    static final class When {
        @Option(
                names = "--from",
                paramLabel = "TIME",
                description =
                        "A day such as 1405-09-06 or 2026-11-27, or a time such as \"1405-09-06"
                                + " 08:00\" (default: the beginning of today).")
        private @Nullable String from;

        @Option(
                names = "--to",
                paramLabel = "TIME",
                description = "The same; of a day its end (default: now).")
        private @Nullable String to;

        @Option(
                names = "--interval",
                paramLabel = "SPAN",
                defaultValue = "day",
                description = "15m, 1h, day or total (default: ${DEFAULT-VALUE}).")
        private String interval;

        @Option(names = "--csv", description = "Print comma-separated values, times in ms.")
        private boolean csv;

        String query(String whose, @Nullable String name) {
            List<String> query = new ArrayList<>(List.of(PAGE, "interval=" + encoded(interval)));
            if (from != null) {
                query.add("from=" + encoded(from));
            }
            if (to != null) {
                query.add("to=" + encoded(to));
            }
            if (name != null) {
                query.add(whose + "=" + encoded(name));
            }
            return "?" + String.join("&", query);
        }

        private static String encoded(String value) {
            return ServerLink.query(value);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say of whom: queues or agents");
    }

    @Command(
            name = "queues",
            description = "What came of the callers of queues who began to wait in each interval.",
            mixinStandardHelpOptions = true)
    int queues(
            @Option(names = "--queue", paramLabel = "NAME", description = "Only this one.")
                    @Nullable String queue,
            @Mixin When when,
            @Mixin ToolOptions options)
            throws IOException {
        return print("queues", when.query("queue", queue), when, options);
    }

    @Command(
            name = "agents",
            description = "What agents did in each interval.",
            mixinStandardHelpOptions = true)
    int agents(
            @Option(names = "--agent", paramLabel = "EXTENSION", description = "Only this one.")
                    @Nullable String agent,
            @Mixin When when,
            @Mixin ToolOptions options)
            throws IOException {
        return print("agents", when.query("agent", agent), when, options);
    }

    private int print(String whose, String query, When when, ToolOptions options)
            throws IOException {
        if (when.csv && options.json()) {
            throw new ParameterException(spec.commandLine(), "--csv or --json: choose one");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all("/api/v1/statistics/" + whose + query),
                    options.json(),
                    out,
                    spec.commandLine().getErr(),
                    Answers.list(whose, row -> row),
                    answer ->
                            out.print(
                                    when.csv
                                            ? StatisticsCsv.of(answer.path(whose))
                                            : StatisticsText.of(whose, answer.path(whose))));
        } finally {
            out.flush();
        }
    }
}
