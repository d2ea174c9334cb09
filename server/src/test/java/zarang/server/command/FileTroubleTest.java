package zarang.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @Test
    void whatIsWrongWithAFileIsSaidInWords(@TempDir Path folder) throws IOException {
        Path none = folder.resolve("none/x.svg");
        assertThat(words(() -> Files.writeString(none, "")))
                .isEqualTo("there is no file or folder " + none);
        assertThat(words(() -> Files.createDirectory(folder)))
                .isEqualTo(folder + " is there already");
        Path text = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9});
        assertThat(words(() -> Files.readString(text))).contains("is not UTF-8 text");
        assertThat(FileTrouble.words(new NotDirectoryException("x"))).isEqualTo("x is no folder");
        assertThat(FileTrouble.words(new IOException("as it says"))).isEqualTo("as it says");
        assertThat(FileTrouble.words(new IllegalStateException())).contains("IllegalState");
    }

    private interface Deed {
        Object done() throws IOException;
    }

    private static String words(Deed deed) {
        return FileTrouble.words(catchThrowableOfType(IOException.class, deed::done));
    }
}
