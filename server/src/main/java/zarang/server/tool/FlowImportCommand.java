package zarang.server.tool;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.ivr.foreign.FlowImport;
import zarang.ivr.foreign.ImportedFlow;
import zarang.ivr.foreign.UnreadableScriptException;
import zarang.server.command.Exit;

/** {@code ./zarang flow import}: a script of another system as a flow, as far as it maps. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Reads VoiceXML 2.1 menus and forms, or IVR contexts of Asterisk's extensions.conf, as"
                    + " a flow.",
            "What does not map is listed line by line. Check the flow afterwards: flow check."
        })
final class FlowImportCommand implements Callable<Integer> {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
    private static final int BYTES_MAX = 4 << 20;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "UTF-8.")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "imported",
            description = "Of the flow (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "fa",
            description = "Of its prompts (default: ${DEFAULT-VALUE}).")
    private String language;

    @Option(
            names = "--out",
            paramLabel = "FLOW.yaml",
            description = "Where it goes (default: it is printed).")
    private @Nullable Path flow;

    @Override
    public Integer call() throws Exception {
        if (!name.matches(NAME) || !language.matches("[a-z]{2,3}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a name is small letters, digits and dashes, a language such as fa");
        }
        PrintWriter err = spec.commandLine().getErr();
        if (Files.size(file) > BYTES_MAX) {
            err.println("zarang: " + file + " is longer than " + BYTES_MAX + " bytes");
            return Exit.INPUT;
        }
        try {
            ImportedFlow imported = FlowImport.read(Files.readString(file), name, language);
            imported.leftOut()
                    .forEach(left ->
                            err.println(
                                    file
                                            + ":"
                                            + left.line()
                                            + ": left out: "
                                            + left.what()
                                            + ": "
                                            + left.why()));
            if (flow == null) {
                PrintWriter out = spec.commandLine().getOut();
                out.print(imported.text());
                out.flush();
            } else {
                Files.writeString(flow, imported.text());
            }
            return Exit.DONE;
        } catch (UnreadableScriptException unreadable) {
            err.println("zarang: " + file + ": " + unreadable.getMessage());
            return Exit.INPUT;
        }
    }
}
