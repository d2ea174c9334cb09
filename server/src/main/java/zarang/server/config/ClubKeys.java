package zarang.server.config;

import static zarang.server.config.ConfigFile.LOYALTY;

import java.util.ArrayList;
import java.util.List;
import zarang.call.Points;
import zarang.call.Tier;

/** The keys of {@code loyalty.yaml}. */
final class ClubKeys {
    private static final List<Key<?>> ALL = new ArrayList<>();

    // the club

    static final Key<List<Tier>> TIERS =
            add(
                    Key.of(
                            LOYALTY,
                            "tiers",
                            Kind.several(
                                    Kind.one(Values.NAMED, s -> Values.named(s).map(Tier::new)),
                                    1,
                                    16),
                            "[bronze, silver, gold]",
                            "Tiers, the lowest first; unknown callers have the lowest."));
    static final Key<String> REGION =
            add(
                    Key.of(
                            LOYALTY,
                            "region",
                            Values.text("a country of two letters such as IR", "[A-Z]{2}"),
                            "IR",
                            "Whose telephone numbers are written without a country code."));
    static final Key<String> EARNING_ON =
            add(
                    Key.of(
                            LOYALTY,
                            "earning.*.on",
                            Values.text("call.ended", "call\\.ended"),
                            "call.ended",
                            "What earns points: the end of an answered call."));
    static final Key<Points> EARNING_POINTS =
            add(
                    Key.without(
                            LOYALTY,
                            "earning.*.points",
                            Kind.one(
                                    "points from 0.01 to 1000000 with at most two decimals",
                                    Values::points),
                            Key.REQUIRED,
                            "How many, each time."));

    private ClubKeys() {}

    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
