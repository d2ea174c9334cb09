package zarang.server.tool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./zarang flow}: checks scripts, and puts them in front of new calls. */
@Command(
        name = "flow",
        description = "IVR scripts.",
        mixinStandardHelpOptions = true,
        subcommands = {
            FlowCheckCommand.class,
            FlowTestCommand.class,
            FlowTryCommand.class,
            FlowRecordCommand.class,
            FlowDrawCommand.class,
            FlowImportCommand.class,
            FlowPublishCommand.class,
            FlowVersionsCommand.class,
            FlowDiffCommand.class,
            FlowCountsCommand.class,
            FlowRollbackCommand.class
        })
public final class FlowCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
