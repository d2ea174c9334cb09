package zarang.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import zarang.config.Defaults;
import zarang.config.Key;

/** The table of keys. */
class KeysTest {
    @Test
    void everyDefaultIsInItsRange() {
        for (Key<?> key : HouseRooms.SHIPPED.keys().all()) {
            if (!key.standard().isEmpty()) {
                assertThatCode(() -> Defaults.of(key)).as(key.written()).doesNotThrowAnyException();
            } else {
                assertThat(key.absent()).as(key.written()).isNotEmpty();
            }
        }
    }

    @Test
    void noKeyIsThereTwice() {
        assertThat(HouseRooms.SHIPPED.keys().all().stream().map(Key::path)).doesNotHaveDuplicates();
    }

    /** To make it anew: copy what the failure shows. */
    @Test
    void theHandbookSaysWhatTheTableSays() throws IOException {
        Path actual = Path.of("target", "CONFIGURATION.md");
        Files.createDirectories(Path.of("target"));
        Files.writeString(actual, KeyReference.text());
        assertThat(Path.of("..", "docs", "CONFIGURATION.md"))
                .as("cp server/target/CONFIGURATION.md docs/")
                .content()
                .isEqualTo(KeyReference.text());
    }
}
