package zarang.server.tool;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;

/** What is asked and told of settings that are set live: of queues, agents and the floor alike. */
final class SettingsText {
    /** Keys are padded to this, or to the longest of them. */
    private static final int WIDTH = 16;

    private SettingsText() {}

    /** The settings that {@code key=value} names. */
    static ObjectNode named(CommandSpec spec, List<String> values) {
        ObjectNode settings = Answers.object();
        for (String each : values) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        spec.commandLine(), "found '" + each + "', expected key=value");
            }
            settings.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return settings;
    }

    /** Where something is changed, or only said what would. */
    static String at(String path, boolean dryRun) {
        return path + (dryRun ? "?dry-run=true" : "");
    }

    /**
     * Prints what changed, and of several mistakes each.
     *
     * @param shape makes what {@code --json} prints
     * @param nothing said if nothing did
     */
    static int print(
            ServerLink.Answer answer,
            boolean json,
            CommandSpec spec,
            UnaryOperator<JsonNode> shape,
            String nothing) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!answer.ok() && !json) {
            JsonNode errors = Answers.read(answer.body()).path("errors");
            if (errors.size() > 1) {
                errors.forEach(fault -> err.println(fault.path("detail").asString()));
            }
        }
        return Answers.print(
                answer, json, out, err, shape, change -> changes(change, out, nothing));
    }

    private static void changes(JsonNode change, PrintWriter out, String nothing) {
        change.path("changes").forEach(each -> out.println(each.asString()));
        if (change.path("changes").isEmpty()) {
            out.println("nothing: " + nothing);
        }
    }

    /** Each key; with what the files say, where that is otherwise. */
    static void settings(JsonNode of, PrintWriter out) {
        JsonNode files = of.path("files");
        int width =
                of.path("settings").properties().stream()
                        .map(Map.Entry::getKey)
                        .mapToInt(String::length)
                        .reduce(WIDTH, Math::max);
        of.path("settings")
                .properties()
                .forEach(each -> {
                    String key = each.getKey();
                    out.println(
                            key
                                    + " ".repeat(width + 1 - key.length())
                                    + each.getValue().asString()
                                    + (files.has(key)
                                            ? "   (set live; the file says "
                                                    + files.path(key).asString()
                                                    + ")"
                                            : ""));
                });
        if (of.has("changed_by")) {
            out.println(
                    "set live by "
                            + of.path("changed_by").asString()
                            + " at "
                            + TimeText.of(of.path("changed_at")));
        }
    }
}
