package zarang.recorder;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the recorder works.
 *
 * @param folder where recordings lie
 * @param openMax recordings at one time, those being sealed included; one more is not recorded; 1
 *     to 10,000
 * @param buffer audio kept for a recording while the disk does not answer, then it is silence; 1 to
 *     60 s
 * @param lengthMax a recording is ended here; at most 24 h, so that the 32-bit sizes of WAV hold it
 * @param freeMin bytes that recordings leave free on the disk, which journal and Redis need too
 */
public record RecorderSettings(
        Path folder, int openMax, Duration buffer, Duration lengthMax, long freeMin) {
    public RecorderSettings {
        require(openMax >= 1 && openMax <= 10_000, "openMax", openMax);
        require(within(buffer, Duration.ofSeconds(1), Duration.ofSeconds(60)), "buffer", buffer);
        require(
                within(lengthMax, Duration.ofSeconds(1), Duration.ofHours(24)),
                "lengthMax",
                lengthMax);
        require(freeMin >= 0, "freeMin", freeMin);
    }

    /**
     * 1,000 recordings at a time, 3 s of buffer, 4 h each, 1 GiB left free. Memory for one is about
     * 90 kB.
     */
    public static RecorderSettings in(Path folder) {
        return new RecorderSettings(
                folder, 1_000, Duration.ofSeconds(3), Duration.ofHours(4), 1L << 30);
    }

    private static boolean within(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
