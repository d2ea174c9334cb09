package zarang.routing.keys;

import java.time.Duration;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;

/** What {@code agents.yaml} says of the agents whom callers talked with last. */
public final class LastAgentKeys {
    private static final KeyTable TABLE = new KeyTable("agents.yaml");

    private static final Key<Duration> KEPT =
            TABLE.of(
                    "last-agent-kept",
                    Kind.span(Duration.ZERO, Duration.ofDays(90)),
                    "7d",
                    "How long it is known with whom a number talked last, for `prefer: last` of the"
                            + " verb `queue`; 0s: not at all.");

    private LastAgentKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** How long an agent is remembered; zero: not at all. */
    public static Duration kept(ConfigReader reading) {
        return reading.value(KEPT);
    }
}
