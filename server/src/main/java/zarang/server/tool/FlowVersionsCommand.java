package zarang.server.tool;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.data.ServerLink;

/** {@code ./zarang flow versions}: what was published of a flow. */
@Command(
        name = "versions",
        mixinStandardHelpOptions = true,
        description = {
            "The versions of a flow that are kept, the newest first; * is in front.",
            "Of each when it was first, how many lines it has more and less than the one that was"
                    + " in front before it, and who published it."
        })
final class FlowVersionsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The flow.")
    private String flow;

    @Mixin private ToolOptions options;

    @Override
    public Integer call() throws Exception {
        String path =
                "/api/v1/flows/"
                        + FlowRollbackCommand.named(flow, spec.commandLine())
                        + "/versions";
        PrintWriter out = spec.commandLine().getOut();
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(path),
                    options.json(),
                    out,
                    spec.commandLine().getErr(),
                    FlowVersionsCommand::versions,
                    Answers.lines(
                            "versions",
                            out,
                            "no version is kept",
                            each -> out.println(line(each))));
        }
    }

    /** Such as {@code * 12 2026-11-27T19:41:10+03:30 +4 -2 api owner}. */
    private static String line(JsonNode version) {
        String number =
                (version.path("in-front").asBoolean() ? "* " : "  ")
                        + version.path("version").asInt();
        return version.has("by")
                ? number
                        + "  "
                        + TimeText.of(version.path("published-at"))
                        + "  +"
                        + version.path("added").asInt()
                        + " -"
                        + version.path("removed").asInt()
                        + "  "
                        + version.path("by").asString()
                : number;
    }

    private static JsonNode versions(JsonNode page) {
        ObjectNode all = Answers.object();
        ArrayNode versions = all.putArray("versions");
        page.path("items")
                .forEach(each -> {
                    ObjectNode version =
                            versions.addObject()
                                    .put("version", each.path("version").asInt())
                                    .put("in-front", each.path("inFront").asBoolean());
                    if (each.has("by")) {
                        version.set("published-at", each.path("publishedAt"));
                        version.set("by", each.path("by"));
                        version.set("added", each.path("added"));
                        version.set("removed", each.path("removed"));
                    }
                });
        return all;
    }
}
