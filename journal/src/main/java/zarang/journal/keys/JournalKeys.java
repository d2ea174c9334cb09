package zarang.journal.keys;

import java.time.Duration;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;

/** The keys {@code journal.*} of {@code zarang.yaml}. */
public final class JournalKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final Duration H_1 = Duration.ofHours(1);
    private static final long MIB = 1L << 20;

    private static final Key<Integer> SPOOL_MIB =
            TABLE.of(
                    "journal.spool-mib",
                    Kind.whole(16, 65_536),
                    "256",
                    "MiB of events kept on disk while Redis is away.");
    private static final Key<Duration> KEEP =
            TABLE.of(
                    "journal.keep",
                    Kind.span(H_1, Duration.ofDays(365)),
                    "7d",
                    "How long events stay in Redis at least.");

    private JournalKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding and the default stands here. */
    public static JournalBounds read(ConfigReader reading) {
        return new JournalBounds(reading.value(SPOOL_MIB) * MIB, reading.value(KEEP));
    }
}
