package zarang.sip.keys;

import java.util.List;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.sip.trunk.Prefix;

/** The keys of {@code trunks.yaml}. */
public final class TrunkKeys {
    private static final KeyTable TABLE = new KeyTable("trunks.yaml");

    static final Key<List<Prefix>> FROM =
            TABLE.without(
                    "trunks.*.from", Networks.KIND, Key.REQUIRED, "Networks that it sends from.");
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
}
