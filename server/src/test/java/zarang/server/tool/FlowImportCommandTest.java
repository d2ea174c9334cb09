package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FlowImportCommandTest {
    private static final String PLAN = "[main]\nexten => s,1,Playback(a)\n";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int imported(String... arguments) {
        CommandLine command = new CommandLine(new FlowCommand());
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String said(byte[] file) throws IOException {
        err.getBuffer().setLength(0);
        Path path = Files.write(folder.resolve("x.conf"), file);
        assertThat(imported("import", path.toString())).isEqualTo(1);
        return err.toString().replace(path.toString(), "FILE").strip();
    }

    @Test
    void fileThatIsNoTextOrTooLongIsToldSo() throws IOException {
        assertThat(said(PLAN.getBytes(StandardCharsets.UTF_16)))
                .isEqualTo("zarang: FILE: is UTF-16 text; save it as UTF-8");
        assertThat(said(new byte[] {'[', (byte) 0xC8, ']'}))
                .isEqualTo("zarang: FILE: is not UTF-8 text; save it as UTF-8");
        assertThat(said(new byte[0])).startsWith("zarang: FILE: is neither VoiceXML nor");
        assertThat(said(new byte[5 << 20])).isEqualTo("zarang: FILE: is longer than 4194304 bytes");
        assertThat(imported("import", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read " + folder);
        assertThat(imported("import", folder.resolve("none").toString())).isEqualTo(2);
    }

    @Test
    void flowThatIsThereIsNotWrittenOver() throws IOException {
        String plan = Files.writeString(folder.resolve("x.conf"), PLAN).toString();
        Path flow = folder.resolve("main.yaml");
        assertThat(imported("import", plan, "--out", flow.toString())).isZero();
        Files.writeString(flow, "mine");
        assertThat(imported("import", plan, "--out", flow.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(flow + " is there already");
        assertThat(Files.readString(flow)).isEqualTo("mine");
    }
}
