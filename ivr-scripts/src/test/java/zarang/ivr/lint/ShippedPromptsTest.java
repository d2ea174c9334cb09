package zarang.ivr.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;

/** Callers who telephone often are not kept by what they know: greetings and menus are short. */
class ShippedPromptsTest {
    private static final double GREETING_MAX_S = 3;
    private static final double MENU_MAX_S = 11.5;

    private static List<Path> prompts(String of) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("prompts"))) {
            return files.filter(file -> file.getFileName().toString().matches(of)).toList();
        }
    }

    private static double seconds(Path prompt) throws IOException, UnsupportedAudioFileException {
        File file = prompt.toFile();
        AudioFileFormat format = AudioSystem.getAudioFileFormat(file);
        return format.getFrameLength() / format.getFormat().getFrameRate();
    }

    private static void assertShorter(String of, int count, double limit) throws Exception {
        List<Path> prompts = prompts(of);
        assertThat(prompts).hasSizeGreaterThanOrEqualTo(count);
        for (Path prompt : prompts) {
            assertThat(seconds(prompt)).as(prompt.toString()).isBetween(0.5, limit);
        }
    }

    @Test
    void greetingsTakeThreeSecondsAtMost() throws Exception {
        assertShorter("(.*-)?greet(-.*)?\\.wav", 16, GREETING_MAX_S);
    }

    @Test
    void menusAreShort() throws Exception {
        assertShorter(".*-menu\\.wav", 12, MENU_MAX_S);
    }
}
