package zarang.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for admins say is done and printed, is. */
class AdminPagesIT {
    @TempDir private Path home;

    @Test
    void tutorialLeadsFromAnEmptyFileToAHotline() throws Exception {
        Page page = Page.read("IVR-TUTORIAL.md");
        assertThat(page.deeds()).hasSizeGreaterThan(20);
        try (PageReader reader = new PageReader(home, "drain-timeout=1s")) {
            reader.read(page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CALENDARS.md", "FLOW-VERSIONS.md"})
    void whatThePageHasItsReaderTypeDoesWhatItSays(String page) throws Exception {
        try (PageReader reader = new PageReader(home, "drain-timeout=1s")) {
            reader.read(Page.read(page));
        }
    }
}
