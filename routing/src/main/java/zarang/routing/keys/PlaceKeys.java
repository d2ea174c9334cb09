package zarang.routing.keys;

import java.time.Duration;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;

/** What {@code zarang.yaml} says of the places of callers who wait. */
public final class PlaceKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");

    private static final Key<Duration> KEPT =
            TABLE.of(
                    "place-kept",
                    Kind.span(Duration.ZERO, Duration.ofHours(1)),
                    "10m",
                    "How long callers who were waiting when the process died have their old place"
                            + " in the queue if they redial from the same trusted number; 0s: never.");

    private PlaceKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** How long a place outlives this process; zero: not at all. */
    public static Duration kept(ConfigReader reading) {
        return reading.value(KEPT);
    }
}
