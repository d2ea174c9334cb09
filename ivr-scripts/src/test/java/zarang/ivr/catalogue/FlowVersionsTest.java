package zarang.ivr.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowVersionsTest {
    @TempDir private Path folder;

    /** As after a restart: nothing but the disk. */
    private FlowVersions versions() {
        return new FlowVersions(folder);
    }

    private int publish(String text) throws IOException {
        return versions().publish("hotline", text, "test").number();
    }

    private FlowVersion start(String text) throws IOException {
        return versions().atStart("hotline", text);
    }

    @Test
    void numbersCountWhatChangedAndSurviveARestart() throws IOException {
        assertThat(start("a").number()).isEqualTo(1);
        assertThat(start("a").number()).isEqualTo(1);
        assertThat(publish("a")).isEqualTo(1);
        assertThat(publish("b")).isEqualTo(2);
        assertThat(start("b").number()).isEqualTo(2);
        assertThat(start("c").number()).as("changed while it was down").isEqualTo(3);
        assertThat(publish("a")).as("the text of version 1 is version 1").isEqualTo(1);
        assertThat(versions().publish("other", "a", "test").number()).isEqualTo(1);
    }

    @Test
    void rollingBackGoesStepByStepAndIsNotUndoneByARestart() throws IOException {
        start("a");
        publish("b");
        publish("c");
        assertThat(versions().before("hotline")).contains(new FlowVersion("hotline", 2, "b"));
        versions().use(versions().before("hotline").orElseThrow());
        assertThat(start("c"))
                .as("the folder still says c")
                .isEqualTo(new FlowVersion("hotline", 2, "b"));
        versions().use(versions().before("hotline").orElseThrow());
        assertThat(versions().before("hotline")).isEmpty();
        assertThat(start("c").number()).isEqualTo(1);
        assertThat(publish("c")).as("publishing ends it").isEqualTo(3);
        assertThat(start("d").number()).isEqualTo(4);
    }

    @Test
    void newestAndTheOneInUseAreKeptAndNoNumberIsUsedTwice() throws IOException {
        start("0");
        for (int i = 1; i < FlowVersions.KEPT + 5; i++) {
            publish(Integer.toString(i));
        }
        assertThat(folder.resolve("hotline").toFile().list((d, name) -> name.endsWith(".yaml")))
                .hasSize(FlowVersions.KEPT);
        assertThat(publish("0")).as("its text is forgotten").isEqualTo(FlowVersions.KEPT + 6);
    }

    @Test
    void damagedMarkIsNoReasonNotToStart() throws IOException {
        start("a");
        publish("b");
        Files.writeString(folder.resolve("hotline/current"), "");
        assertThat(start("b").number()).isEqualTo(2);
        Files.writeString(folder.resolve("hotline/current"), "77\n");
        assertThat(start("b").number()).isEqualTo(2);
        assertThat(versions().before("none")).isEmpty();
    }
}
