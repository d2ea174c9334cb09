package zarang.server.config;

import java.util.List;
import zarang.sip.trunk.Prefix;

/** The keys of {@code trunks.yaml}. */
final class TrunkKeys {
    private static final KeyTable TRUNKS = new KeyTable(ConfigFile.TRUNKS);

    static final Key<List<Prefix>> TRUNK_FROM =
            TRUNKS.without(
                    "trunks.*.from",
                    Kind.several(
                            Kind.one(
                                    "a network such as 10.0.0.0/8 or ::1/128",
                                    Values::network,
                                    Networks::fault),
                            1,
                            64),
                    Key.REQUIRED,
                    "Networks that it sends from.");
    static final Key<Boolean> TRUNK_TRUST =
            TRUNKS.of(
                    "trunks.*.trust-caller-number",
                    Kind.flag(),
                    "false",
                    "Whether its caller numbers are believed.");

    private TrunkKeys() {}

    static List<Key<?>> all() {
        return TRUNKS.all();
    }
}
