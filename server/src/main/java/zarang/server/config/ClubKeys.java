package zarang.server.config;

import java.util.List;
import java.util.Optional;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.loyalty.member.PhoneNumbers;

/** The keys of {@code loyalty.yaml}. */
final class ClubKeys {
    private static final KeyTable LOYALTY = new KeyTable(ConfigFile.LOYALTY);

    // the club

    static final Key<List<Tier>> TIERS =
            LOYALTY.of(
                    "tiers",
                    Kind.several(
                            Kind.one(Values.NAMED, s -> Values.named(s).map(Tier::new)), 1, 16),
                    "[bronze, silver, gold]",
                    "Tiers, the lowest first; unknown callers have the lowest.");
    static final Key<String> REGION =
            LOYALTY.of(
                    "region",
                    Kind.one(
                            "a country of two letters such as IR",
                            s -> Optional.of(s).filter(PhoneNumbers::isRegion)),
                    "IR",
                    "Whose telephone numbers are written without a country code.");
    static final Key<String> EARNING_ON =
            LOYALTY.of(
                    "earning.*.on",
                    Values.text("call.ended", "call\\.ended"),
                    "call.ended",
                    "What earns points: the end of an answered call.");
    static final Key<Points> EARNING_POINTS =
            LOYALTY.without(
                    "earning.*.points",
                    Kind.one(
                            "points from 0.01 to 1000000 with at most two decimals",
                            Values::points),
                    Key.REQUIRED,
                    "How many, each time.");

    private ClubKeys() {}

    static List<Key<?>> all() {
        return LOYALTY.all();
    }
}
