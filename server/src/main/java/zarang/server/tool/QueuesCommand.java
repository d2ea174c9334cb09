package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
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
import zarang.server.data.ServerLink;
import zarang.yaml.Spans;

/**
 * {@code ./zarang queue}: how queues are set, while calls run; who waits, and another place for
 * them.
 */
@Command(
        name = "queue",
        description = "Queues: how they are set, who waits in them and why there.",
        mixinStandardHelpOptions = true)
public final class QueuesCommand implements Runnable {
    private static final String QUEUES = "/api/v1/queues";
    private static final int GONE = 404;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: list, show, set, reset, close, open, waiting, move or"
                        + " reprioritise");
    }

    @Command(
            name = "list",
            description = "Every queue: whether it is open, how many wait and for how long.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(QUEUES),
                    options.json(),
                    out(),
                    err(),
                    Answers.list("queues", queue -> named(queue, "queue")),
                    Answers.lines("queues", out(), "there is no queue", this::line));
        }
    }

    @Command(
            name = "show",
            description = "How a queue is set; with what its file says, where that is otherwise.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "Such as sales.") String name,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get(path(name)),
                    options.json(),
                    out(),
                    err(),
                    queue -> named(queue, "queue"),
                    queue -> SettingsText.settings(queue, out()));
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Sets a queue while calls run, and shows what changes. Nobody is logged out, nobody who",
                "waits loses its wait. It stands above what queues.yaml says, on all servers and over",
                "restarts, until it is reset. Exit 1 if a value cannot be."
            })
    int set(
            @Parameters(index = "0", paramLabel = "NAME", description = "Such as sales.")
                    String name,
            @Parameters(
                            index = "1..*",
                            arity = "1..*",
                            paramLabel = "KEY=VALUE",
                            description =
                                    "Keys of queues.yaml, such as wrap-up=10s; a list with commas.")
                    List<String> values,
            @Option(
                            names = "--dry-run",
                            description = "Shows what would change and changes nothing.")
                    boolean dryRun,
            @Mixin ToolOptions options)
            throws IOException {
        return change(name, SettingsText.named(spec, values), dryRun, options);
    }

    @Command(
            name = "close",
            description = "Lets no new callers in; their script goes on with closed.",
            mixinStandardHelpOptions = true)
    int close(
            @Parameters(paramLabel = "NAME", description = "Such as sales.") String name,
            @Option(
                            names = "--leave",
                            description = "Also those who wait are sent off; else they are served.")
                    boolean leave,
            @Mixin ToolOptions options)
            throws IOException {
        ObjectNode settings = Answers.object().put("open", "false");
        settings.put("when-closed", leave ? "leave" : "stay");
        return change(name, settings, false, options);
    }

    @Command(name = "open", description = "Lets callers in again.", mixinStandardHelpOptions = true)
    int open(
            @Parameters(paramLabel = "NAME", description = "Such as sales.") String name,
            @Mixin ToolOptions options)
            throws IOException {
        return change(name, Answers.object().put("open", "true"), false, options);
    }

    private int change(String name, ObjectNode settings, boolean dryRun, ToolOptions options)
            throws IOException {
        ObjectNode wanted = Answers.object();
        wanted.set("settings", settings);
        try (ServerLink server = ServerLink.find(options.data())) {
            return changed(
                    server.patch(SettingsText.at(path(name), dryRun), wanted.toString()), options);
        }
    }

    @Command(
            name = "reset",
            description = "Sets a queue as queues.yaml says, and shows what changes.",
            mixinStandardHelpOptions = true)
    int reset(
            @Parameters(paramLabel = "NAME", description = "Such as sales.") String name,
            @Option(
                            names = "--dry-run",
                            description = "Shows what would change and changes nothing.")
                    boolean dryRun,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return changed(
                    server.delete(SettingsText.at(path(name) + "/settings", dryRun)), options);
        }
    }

    private int changed(ServerLink.Answer answer, ToolOptions options) {
        return SettingsText.print(
                answer, options.json(), spec, QueuesCommand::change, "the queue is set so already");
    }

    private static JsonNode change(JsonNode of) {
        ObjectNode change = Answers.object();
        change.set("changes", of.path("changes"));
        change.set("queue", named(of.path("queue"), "queue"));
        return change;
    }

    @Command(
            name = "waiting",
            description = "Who waits, in the order of service, and why there.",
            mixinStandardHelpOptions = true)
    int waiting(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            description = "Such as sales; absent: of all queues.")
                    @Nullable String name,
            @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    name == null ? ofAll(server) : server.all(path(name) + "/waiting"),
                    options.json(),
                    out(),
                    err(),
                    Answers.list("waiting", caller -> named(caller, "call")),
                    Answers.lines("waiting", out(), "nobody waits", this::caller));
        }
    }

    private static ServerLink.Answer ofAll(ServerLink server) throws IOException {
        ServerLink.Answer queues = server.all(QUEUES);
        if (!queues.ok()) {
            return queues;
        }
        ObjectNode all = Answers.object();
        var items = all.putArray("items");
        for (JsonNode queue : Answers.read(queues.body()).path("items")) {
            ServerLink.Answer line = server.all(path(queue.path("id").asString()) + "/waiting");
            if (line.status() == GONE) {
                continue; // it was taken away since the list of queues was made
            }
            if (!line.ok()) {
                return line;
            }
            Answers.read(line.body()).path("items").forEach(items::add);
        }
        return new ServerLink.Answer(queues.status(), all.toString());
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = {
                "Moves a waiting caller to another queue, with all that it has waited.",
                "Exit 1 if it is gone, or if an agent's phone rings for it."
            })
    int move(
            @Parameters(index = "0", paramLabel = "NAME", description = "Where it waits.")
                    String name,
            @Parameters(index = "1", paramLabel = "CALL", description = "As waiting shows it.")
                    String call,
            @Parameters(index = "2", paramLabel = "TO", description = "The other queue.") String to,
            @Mixin ToolOptions options)
            throws IOException {
        return ask(name, call, Answers.object().put("queue", to), options);
    }

    @Command(
            name = "reprioritise",
            mixinStandardHelpOptions = true,
            description = {
                "Gives a waiting caller another place, for the life of its call: by another tier, by",
                "counting it as having come earlier, or both. Exit 1 if it is gone, or rung for."
            })
    int reprioritise(
            @Parameters(index = "0", paramLabel = "NAME", description = "Where it waits.")
                    String name,
            @Parameters(index = "1", paramLabel = "CALL", description = "As waiting shows it.")
                    String call,
            @Option(names = "--tier", paramLabel = "T", description = "Such as gold.")
                    @Nullable String tier,
            @Option(
                            names = "--ahead",
                            paramLabel = "SPAN",
                            description =
                                    "How much earlier it counts as having come, such as 5m; 0s"
                                            + " takes that back.")
                    @Nullable String ahead,
            @Mixin ToolOptions options)
            throws IOException {
        ObjectNode wanted = Answers.object();
        if (tier != null) {
            wanted.put("tier", tier);
        }
        if (ahead != null) {
            wanted.put("ahead_s", span(ahead).toSeconds());
        }
        return ask(name, call, wanted, options);
    }

    private Duration span(String written) {
        return Spans.parse(written)
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "--ahead: found '" + written + "', expected a span such as 5m"));
    }

    private int ask(String name, String call, ObjectNode wanted, ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer =
                    server.patch(
                            path(name) + "/waiting/" + ServerLink.query(call), wanted.toString());
            return Answers.print(
                    answer.body().isEmpty() ? new ServerLink.Answer(answer.status(), "{}") : answer,
                    options.json(),
                    out(),
                    err(),
                    caller -> named(caller, "call"),
                    caller -> {
                        if (caller.path("call").isMissingNode()) {
                            out().println("done: an agent has answered the caller");
                        } else {
                            caller(caller);
                        }
                    });
        }
    }

    private static String path(String name) {
        return QUEUES + "/" + ServerLink.query(name);
    }

    /** The same, with its id under a name that says whose it is. */
    private static JsonNode named(JsonNode of, String name) {
        ObjectNode thing = Answers.object();
        of.properties()
                .forEach(each ->
                        thing.set(
                                each.getKey().equals("id") ? name : each.getKey(),
                                each.getValue()));
        return thing;
    }

    private void line(JsonNode queue) {
        out().printf(
                        "%-16s %-7s %5d waiting, %d ringing, longest %s, %d agents at work%s%n",
                        queue.path("queue").asString(),
                        queue.path("open").asBoolean() ? "open" : "closed",
                        queue.path("waiting").asInt(),
                        queue.path("ringing").asInt(),
                        TimeText.span(Duration.ofSeconds(queue.path("longest_wait_s").asLong())),
                        queue.path("agents_at_work").asInt(),
                        queue.path("live").asBoolean() ? ", set live" : "");
    }

    private void caller(JsonNode caller) {
        out().printf(
                        "%-12s %4s  %-28s %-8s %s%n",
                        caller.path("queue").asString(),
                        caller.has("position") ? caller.path("position").asString() : "-",
                        caller.path("call").asString(),
                        caller.path("tier").asString(),
                        caller.path("why").asString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
