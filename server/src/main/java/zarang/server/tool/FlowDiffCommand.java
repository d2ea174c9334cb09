package zarang.server.tool;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.server.data.ServerLink;

/** {@code ./zarang flow diff}: what a version changed. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "What differs between two versions of a flow, as a unified diff.")
final class FlowDiffCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The flow.")
    private String flow;

    @Parameters(index = "1", paramLabel = "FROM", description = "The number of a version.")
    private int from;

    @Parameters(index = "2", paramLabel = "TO", description = "The number of another one.")
    private int to;

    @Mixin private ToolOptions options;

    @Override
    public Integer call() throws Exception {
        String path =
                "/api/v1/flows/%s/versions/%d/diff?to=%d"
                        .formatted(FlowRollbackCommand.named(flow, spec.commandLine()), from, to);
        PrintWriter out = spec.commandLine().getOut();
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get(path),
                    options.json(),
                    out,
                    spec.commandLine().getErr(),
                    answer -> answer,
                    answer -> {
                        String diff = answer.path("diff").asString();
                        out.print(diff.isEmpty() ? "nothing differs\n" : diff);
                        out.flush();
                    });
        }
    }
}
