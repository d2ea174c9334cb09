package zarang.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.json.JsonMapper;
import zarang.server.command.Exit;
import zarang.server.command.FileTrouble;
import zarang.server.command.LogOutput;
import zarang.server.data.NoServerException;
import zarang.server.phone.AgentCommand;
import zarang.server.phone.PlaceCallCommand;
import zarang.server.serve.ServeCommand;
import zarang.server.tool.AgentStateCommand;
import zarang.server.tool.BanCommand;
import zarang.server.tool.CalendarCommand;
import zarang.server.tool.CallbackCommand;
import zarang.server.tool.CallsCommand;
import zarang.server.tool.DoctorCommand;
import zarang.server.tool.FloorCommand;
import zarang.server.tool.FlowCommand;
import zarang.server.tool.KeyCommand;
import zarang.server.tool.MemberCommand;
import zarang.server.tool.MissedCommand;
import zarang.server.tool.PointsCommand;
import zarang.server.tool.PromptCommand;
import zarang.server.tool.QueuesCommand;
import zarang.server.tool.SimulateCommand;
import zarang.server.tool.StatsCommand;
import zarang.server.tool.TrunkCommand;
import zarang.server.tool.WebhookCommand;

/** The command line: one word for each thing an admin does. */
@Command(
        name = "zarang",
        description = "The contact-centre server that knows who is calling.",
        mixinStandardHelpOptions = true,
        version = "zarang 0.1.0",
        footer = {
            "",
            "Exit codes: 0 done, 1 the input is at fault, 2 the command line is, 3 no server to"
                    + " ask.",
            "./zarang test builds everything and runs every test.",
            "First call: ./zarang serve, then ./zarang call sip:1000@127.0.0.1 --for 10s"
        })
public final class Zarang implements Runnable {
    private static final List<Class<?>> COMMANDS =
            List.of(
                    ServeCommand.class,
                    PlaceCallCommand.class,
                    AgentCommand.class,
                    FlowCommand.class,
                    PromptCommand.class,
                    MemberCommand.class,
                    PointsCommand.class,
                    FloorCommand.class,
                    SimulateCommand.class,
                    TrunkCommand.class,
                    BanCommand.class,
                    CallsCommand.class,
                    CalendarCommand.class,
                    AgentStateCommand.class,
                    QueuesCommand.class,
                    CallbackCommand.class,
                    StatsCommand.class,
                    MissedCommand.class,
                    WebhookCommand.class,
                    KeyCommand.class,
                    DoctorCommand.class);

    @Spec private CommandSpec spec;

    private Zarang() {}

    /** Runs one command and exits with its code: see {@link Exit}. */
    public static void main(String[] args) {
        int exit = commandLine(args).execute(args);
        LogOutput.close();
        System.exit(exit);
    }

    /**
     * Knows only the command that the first word names, as to read all of them is a third of what a
     * start takes; all of them where it names none.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Zarang());
        List<Class<?>> named =
                Stream.of(arguments)
                        .limit(1)
                        .flatMap(word -> COMMANDS.stream().filter(each -> isNamed(each, word)))
                        .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
        line.addSubcommand(HelpCommand.class);
        return line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Zarang::misused)
                .setExecutionExceptionHandler(Zarang::failed);
    }

    private static boolean isNamed(Class<?> command, String word) {
        Command written = command.getAnnotation(Command.class);
        return written.name().equals(word) || List.of(written.aliases()).contains(word);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    /**
     * Says what is wrong and how the command is written. Its whole help would push that off the
     * screen.
     */
    private static int misused(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("zarang: " + wrong.getMessage());
        if (UnmatchedArgumentException.printSuggestions(wrong, err)) {
            return Exit.USAGE;
        }
        if (command.getSubcommands().isEmpty()) {
            Help help = command.getHelp();
            err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
            err.println(command.getCommandSpec().qualifiedName() + " --help says more");
        } else {
            command.usage(err);
        }
        return Exit.USAGE;
    }

    /** As JSON for who asked for it: a script reads what went wrong where it reads the rest. */
    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String why = FileTrouble.words(failure);
        if (command.getParseResult().hasMatchedOption("--json")) {
            command.getOut().println(JsonMapper.shared().writeValueAsString(Map.of("error", why)));
        } else {
            command.getErr().println("zarang: " + why);
        }
        return failure instanceof NoServerException ? Exit.NO_SERVER : Exit.INPUT;
    }
}
