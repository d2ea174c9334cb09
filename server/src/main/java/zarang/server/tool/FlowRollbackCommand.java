package zarang.server.tool;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.server.data.ServerLink;

/** {@code ./zarang flow rollback}: goes back to the version before. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the version before the one in use in front of new calls; again: the one before that.",
            "--to puts any version in front that `flow versions` lists.",
            "It stays in use over restarts, until the script is changed or published."
        })
final class FlowRollbackCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The flow.")
    private String flow;

    @Option(names = "--to", paramLabel = "N", description = "The version, and not the one before.")
    private @Nullable Integer to;

    @Mixin private ToolOptions options;

    @Override
    public Integer call() throws Exception {
        String path = "/api/v1/flows/" + named(flow, spec.commandLine()) + "/rollbacks";
        String body = to == null ? "{}" : Answers.object().put("to", to).toString();
        try (ServerLink server = ServerLink.find(options.data())) {
            return FlowSwitched.print(
                    server.post(path, body), "rolled back to ", options.json(), spec.commandLine());
        }
    }

    /**
     * The name of a flow.
     *
     * @throws ParameterException it is none
     */
    static String named(String flow, CommandLine command) {
        if (!flow.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new ParameterException(
                    command, "'" + flow + "' is no name of a flow: small letters, digits, dashes");
        }
        return flow;
    }
}
