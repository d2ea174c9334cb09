package zarang.server.tool;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
            description = "Where it goes; must not be there yet (default: it is printed).")
    private @Nullable Path flow;

    @Override
    public Integer call() throws Exception {
        if (!name.matches(NAME) || !language.matches("[a-z]{2,3}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a name is small letters, digits and dashes, a language such as fa");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "cannot read " + file);
        }
        if (flow != null && Files.exists(flow)) {
            throw new ParameterException(spec.commandLine(), flow + " is there already");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        }
        PrintWriter err = spec.commandLine().getErr();
        if (bytes.length > BYTES_MAX) {
            return refused("is longer than " + BYTES_MAX + " bytes");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            ImportedFlow imported = FlowImport.read(text, name, language);
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
                Files.writeString(flow, imported.text(), StandardOpenOption.CREATE_NEW);
            }
            return Exit.DONE;
        } catch (CharacterCodingException coding) {
            return refused(
                    (isUtf16(bytes) ? "is UTF-16 text" : "is not UTF-8 text")
                            + "; save it as UTF-8");
        } catch (UnreadableScriptException unreadable) {
            return refused(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Whether it begins with the byte order mark of UTF-16. */
    private static boolean isUtf16(byte[] text) {
        return text.length > 1 && (text[0] & text[1] & 0xFE) == 0xFE && text[0] != text[1];
    }

    private int refused(String why) {
        spec.commandLine().getErr().println("zarang: " + file + ": " + why);
        return Exit.INPUT;
    }
}
