package zarang.ivr.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowDiffTest {
    @Test
    void versionsThatAreKeptAreListedFoundAndCompared(@TempDir Path folder) throws IOException {
        FlowVersions versions = new FlowVersions(folder);
        versions.publish("t", "a\nb\nc\n", "test");
        versions.publish("t", "a\nB\nc\n", "test");
        assertThat(versions.kept("t")).extracting(KeptVersion::number).containsExactly(1, 2);
        FlowVersion one = versions.find("t", 1).orElseThrow();
        FlowVersion two = versions.find("t", 2).orElseThrow();
        assertThat(FlowDiff.of(one, two))
                .isEqualTo("--- t 1\n+++ t 2\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
        assertThat(FlowDiff.of(one, one)).isEmpty();
        assertThat(versions.find("t", 3)).isEmpty();
        assertThat(versions.kept("none")).isEmpty();
    }
}
