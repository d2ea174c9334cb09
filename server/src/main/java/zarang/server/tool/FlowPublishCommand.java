package zarang.server.tool;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zarang.server.data.ServerLink;

/** {@code ./zarang flow publish}: puts the folder's scripts in front of new calls. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Checks scripts and prompts of the running server and puts them in front of new calls.",
            "Calls in progress keep their version. If anything is wrong, nothing changes; exit 1."
        })
final class FlowPublishCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/flows/publications";

    @Spec private CommandSpec spec;

    @Mixin private ToolOptions options;

    @Option(
            names = "--force",
            description = {
                "Publish although tests fail. The server logs it (audit.flow-forced).",
                "What the check finds cannot be forced."
            })
    private boolean force;

    @Override
    public Integer call() throws Exception {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer = server.post(PATH + (force ? "?force=true" : ""), "{}");
            return FlowSwitched.print(answer, "published ", options.json(), spec.commandLine());
        }
    }
}
