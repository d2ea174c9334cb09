package zarang.routing.keys;

import java.time.Duration;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;

/** What {@code zarang.yaml} says of the figures of queues and agents. */
public final class StatisticsKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");

    private static final Key<Duration> KEPT =
            TABLE.of(
                    "statistics.keep",
                    Kind.span(Duration.ofDays(1), Duration.ofDays(400)),
                    "92d",
                    "How long the figures of queues and agents are kept; see docs/REDIS.md for how"
                            + " large they get.");

    private StatisticsKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** How long the figures of a day are kept after it. */
    public static Duration kept(ConfigReader reading) {
        return reading.value(KEPT);
    }
}
