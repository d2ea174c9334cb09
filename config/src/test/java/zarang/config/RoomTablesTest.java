package zarang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of two rooms that know nothing of each other, in one folder. */
class RoomTablesTest {
    private static final KeyTable DOOR = new KeyTable("house.yaml");
    private static final Key<Integer> DOOR_WIDTH =
            DOOR.of("door.width-cm", Kind.whole(60, 120), "90", "Of the door.");
    private static final KeyTable BELLS = new KeyTable("bells.yaml");
    private static final Key<String> BELL_NAME =
            BELLS.without("bells[*].name", Values.name(), Key.REQUIRED, "Of a bell.");
    private static final Key<Duration> BELL_RING =
            BELLS.of(
                    "bells[*].ring",
                    Kind.span(Duration.ZERO, Duration.ofMinutes(1)),
                    "3s",
                    "Ring time.");
    private static final KnownKeys KEYS = new KnownKeys(List.of(DOOR, BELLS));

    @TempDir Path folder;

    @BeforeEach
    void emptyFiles() throws IOException {
        for (String file : KEYS.files()) {
            Files.writeString(folder.resolve(file), "");
        }
    }

    private ConfigReader read(String... options) {
        ConfigReader reading = new ConfigReader(KEYS, folder, Machine.here(), folder);
        reading.take(List.of(options));
        return reading;
    }

    @Test
    void theFilesAreThoseThatTheTablesName() {
        assertThat(KEYS.files()).containsExactly("house.yaml", "bells.yaml");
    }

    @Test
    void whatIsNotWrittenHasItsDefault() {
        ConfigReader reading = read();
        assertThat(reading.value(DOOR_WIDTH)).isEqualTo(90);
        assertThat(reading.names("bells")).isEmpty();
        assertThat(reading.hasErrors()).isFalse();
        assertThat(reading.lines()).isEmpty();
    }

    @Test
    void itemsOfAListAreReadByTheirNumber() throws IOException {
        Files.writeString(
                folder.resolve("bells.yaml"), "bells:\n  - {name: front}\n  - {ring: 5s}\n");
        ConfigReader reading = read();
        assertThat(reading.names("bells")).containsExactly("0", "1");
        assertThat(reading.required(BELL_NAME, "0")).contains("front");
        assertThat(reading.value(BELL_RING, "0")).isEqualTo(Duration.ofSeconds(3));
        assertThat(reading.value(BELL_RING, "1")).isEqualTo(Duration.ofSeconds(5));
        assertThat(reading.required(BELL_NAME, "1")).isEmpty();
        assertThat(reading.lines())
                .singleElement()
                .asString()
                .endsWith("bells.yaml:3:5: bells[1].name: is missing, expected " + Values.NAMED);
    }

    @Test
    void anOptionGoesBeforeTheFileAndMayNameAnItem() throws IOException {
        Files.writeString(folder.resolve("house.yaml"), "door: {width-cm: 70}\n");
        ConfigReader reading = read("door.width-cm=80", "bells[0].name=back");
        assertThat(reading.value(DOOR_WIDTH)).isEqualTo(80);
        assertThat(reading.required(BELL_NAME, "0")).contains("back");
        assertThat(read("bells[0].nam=back").lines())
                .singleElement()
                .asString()
                .startsWith("--set bells[0].nam: unknown key; did you mean");
    }

    @Test
    void aKeyOfAnotherRoomsFileIsRefusedWithTheFileWhereItBelongs() throws IOException {
        Files.writeString(folder.resolve("bells.yaml"), "door: {width-cm: 70}\n");
        assertThat(read().lines())
                .singleElement()
                .asString()
                .endsWith("door: stands in the wrong file, expected in house.yaml");
    }

    @Test
    void aSecretThatOthersMayWriteIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "a secret of some length\n");
        assertThat(file.toFile().setWritable(true, false)).isTrue();
        ConfigReader reading = read();
        assertThat(reading.secret(8, "key", DOOR_WIDTH)).isEmpty();
        assertThat(reading.lines()).singleElement().asString().contains("expected mode 600");
    }
}
