package zarang.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/ACD.md has a planner type prints what stands there. */
class AcdPageTest {
    @TempDir private Path home;

    @Test
    void examplesPrintWhatThePageSays() throws Exception {
        Page page = Page.read("ACD.md");
        assertThat(page.deeds()).hasSizeGreaterThan(3);
        try (PageReader reader = new PageReader(home)) {
            reader.read(page);
        }
    }
}
