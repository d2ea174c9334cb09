package zarang.recorder.keys;

import java.nio.file.Path;
import java.time.Duration;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;

/** The keys {@code recordings.*} of {@code zarang.yaml}. */
public final class RecorderKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final Duration S_1 = Duration.ofSeconds(1);
    private static final Duration M_1 = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MIB = 1L << 20;

    private static final Key<Boolean> ENABLED =
            TABLE.of("recordings.enabled", Kind.flag(), "true", "Whether talks are recorded.");
    private static final Key<Path> FOLDER =
            TABLE.without(
                    "recordings.folder",
                    Values.path(),
                    "recordings in the data folder",
                    "Where they lie; below the configuration folder unless absolute.");
    private static final Key<Integer> OPEN_MAX =
            TABLE.of(
                    "recordings.open-max",
                    Kind.whole(1, 10_000),
                    "1000",
                    "Recordings at one time; one more talk is not recorded, and counted.");
    private static final Key<Duration> BUFFER =
            TABLE.of(
                    "recordings.buffer",
                    Kind.span(S_1, M_1),
                    "3s",
                    "Audio kept while the disk does not answer; then it is silence.");
    private static final Key<Duration> LENGTH_MAX =
            TABLE.of(
                    "recordings.length-max",
                    Kind.span(S_1, DAY),
                    "4h",
                    "A recording is ended here.");
    private static final Key<Integer> FREE_MIB =
            TABLE.of(
                    "recordings.keep-free-mib",
                    Kind.whole(0, 1_048_576),
                    "1024",
                    "MiB that recordings leave free on the disk, which the journal needs too.");

    private RecorderKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding and the default stands here. */
    public static RecordingChoice read(ConfigReader reading) {
        return new RecordingChoice(
                reading.value(ENABLED),
                reading.get(FOLDER).map(reading.home()::inConf),
                reading.value(OPEN_MAX),
                reading.value(BUFFER),
                reading.value(LENGTH_MAX),
                reading.value(FREE_MIB) * MIB);
    }
}
