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
        description = "The versions of a flow that are kept, the newest first; * is in front.")
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
                            each ->
                                    out.println(
                                            (each.path("in-front").asBoolean() ? "* " : "  ")
                                                    + each.path("version").asInt())));
        }
    }

    private static JsonNode versions(JsonNode page) {
        ObjectNode all = Answers.object();
        ArrayNode versions = all.putArray("versions");
        page.path("items")
                .forEach(each ->
                        versions.addObject()
                                .put("version", each.path("version").asInt())
                                .put("in-front", each.path("inFront").asBoolean()));
        return all;
    }
}
