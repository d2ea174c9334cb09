package zarang.media.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.media.wav.WavHeader;

class PromptWatchTest {
    @TempDir private Path folder;

    private void write(String name, int samples) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(
                file,
                ByteBuffer.allocate(WavHeader.BYTES + 2 * samples)
                        .put(WavHeader.pcm16(1, 8000).encode(2L * samples))
                        .array());
    }

    @Test
    void whatIsDroppedInIsHeardOnceItIsStill() throws IOException {
        write("fa/greet.wav", 160);
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        PromptWatch watch = new PromptWatch(folder, library);
        assertThat(watch.look()).isFalse();
        write("fa/bye.wav", 160);
        assertThat(watch.look()).isFalse();
        write("fa/bye.wav", 320);
        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isTrue();
        assertThat(library.find("bye", "fa").orElseThrow().length()).isEqualTo(320);
        assertThat(watch.look()).isFalse();
    }
}
