package zarang.sip.keys;

import java.util.List;
import java.util.Optional;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.sip.trunk.Prefix;

/** The keys of {@code trunks.yaml}. */
public final class TrunkKeys {
    private static final KeyTable TABLE = new KeyTable("trunks.yaml");

    static final Key<List<Prefix>> FROM =
            TABLE.without(
                    "trunks.*.from",
                    Kind.several(
                            Kind.one(
                                    "a network such as 10.0.0.0/8 or ::1/128",
                                    TrunkKeys::network,
                                    Networks::fault),
                            1,
                            64),
                    Key.REQUIRED,
                    "Networks that it sends from.");
    static final Key<Boolean> TRUST =
            TABLE.of(
                    "trunks.*.trust-caller-number",
                    Kind.flag(),
                    "false",
                    "Whether its caller numbers are believed.");

    private TrunkKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    private static Optional<Prefix> network(String text) {
        try {
            return Optional.of(Prefix.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
