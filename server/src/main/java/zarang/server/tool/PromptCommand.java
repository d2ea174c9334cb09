package zarang.server.tool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./zarang prompt}: what callers hear. */
@Command(
        name = "prompt",
        description = "The prompts that callers hear.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PromptAddCommand.class,
            PromptListCommand.class,
            PromptCheckCommand.class,
            PromptSayCommand.class
        })
public final class PromptCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
