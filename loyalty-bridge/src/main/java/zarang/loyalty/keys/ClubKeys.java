package zarang.loyalty.keys;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.CallTermination.Result;
import zarang.call.Points;
import zarang.call.Words;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.PhoneNumbers;
import zarang.loyalty.points.ContactTerms;
import zarang.loyalty.points.EarningRule;

/** The keys of {@code loyalty.yaml}. */
public final class ClubKeys {
    private static final KeyTable TABLE = new KeyTable("loyalty.yaml");
    private static final long MIB = 1L << 20;

    // the club

    private static final Key<ClubTiers> TIERS =
            TABLE.of(
                    "tiers",
                    TierList.kind(),
                    "[bronze: {title: برنزی}, silver: {title: نقره‌ای}, gold: {title: طلایی}]",
                    "Tiers, the lowest first; unknown callers have the lowest. An imported file may name"
                            + " a tier by its title.");
    private static final Key<String> REGION =
            TABLE.of(
                    "region",
                    Kind.one(
                            "a country of two letters such as IR",
                            s -> Optional.of(s).filter(PhoneNumbers::isRegion)),
                    "IR",
                    "Whose telephone numbers are written without a country code.");
    private static final Key<ZoneId> TIME_ZONE =
            TABLE.of(
                    "time-zone",
                    Kind.one("a time zone such as Asia/Tehran", ClubKeys::zone),
                    "Asia/Tehran",
                    "The club's own: when a day begins for `per-day`, wherever the server stands.");

    private static final Key<Integer> IMPORT_MIB =
            TABLE.of(
                    "import.max-mib",
                    Kind.whole(1, 1024),
                    "32",
                    "MiB of a list of members that is imported; a larger one is refused (413).");

    // what earns

    private static final Key<String> EARNING_ON =
            TABLE.of(
                    "earning.*.on",
                    Values.text("call.ended", "call\\.ended"),
                    "call.ended",
                    "What earns points: the end of an answered call.");
    private static final Key<Points> EARNING_POINTS =
            TABLE.without(
                    "earning.*.points",
                    Kind.one(
                            "points from 0.01 to 1000000 with at most two decimals",
                            ClubKeys::points),
                    Key.REQUIRED,
                    "How many, each time.");
    private static final Key<Duration> EARNING_MIN_CONNECTED =
            TABLE.of(
                    "earning.*.min-connected",
                    Kind.span(Duration.ZERO, Duration.ofHours(1)),
                    "5s",
                    "Time from the answer to the end that a call must have lasted: longer than the"
                            + " greeting, so that who hangs up in it earns nothing. A call that Zarang"
                            + " itself cut (a crash) counts however short it was.");
    private static final Key<Duration> EARNING_MIN_TALK =
            TABLE.of(
                    "earning.*.min-talk",
                    Kind.span(Duration.ZERO, Duration.ofHours(1)),
                    "0s",
                    "Time with agents that it must have had; 0s lets a call without an agent earn too.");
    private static final Key<List<Result>> EARNING_RESULTS =
            TABLE.of(
                    "earning.*.results",
                    Kind.several(
                            Kind.one(
                                    "one of "
                                            + counting()
                                                    .map(Words::of)
                                                    .collect(Collectors.joining(", ")),
                                    ClubKeys::result),
                            1,
                            Result.values().length),
                    "[" + counting().map(Words::of).collect(Collectors.joining(", ")) + "]",
                    "How a call may have ended, in the words of `call.ended`. Who hears the points and"
                            + " hangs up has abandoned in the script.");
    private static final Key<Integer> EARNING_PER_DAY =
            TABLE.of(
                    "earning.*.per-day",
                    Kind.whole(0, 1000),
                    "10",
                    "Times that a member earns by this rule on one day of the club's calendar; 0 is no"
                            + " limit. Contacts over it are in the ledger as `capped`.");

    private ClubKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding and the default stands here. */
    public static ClubSettings read(ConfigReader reading) {
        List<EarningRule> earning = new ArrayList<>();
        for (String id : reading.named("earning")) {
            String on = reading.value(EARNING_ON, id);
            ContactTerms terms =
                    new ContactTerms(
                            reading.value(EARNING_MIN_CONNECTED, id),
                            reading.value(EARNING_MIN_TALK, id),
                            Set.copyOf(reading.value(EARNING_RESULTS, id)),
                            reading.value(EARNING_PER_DAY, id));
            reading.required(EARNING_POINTS, id)
                    .ifPresent(points -> earning.add(new EarningRule(id, on, points, terms)));
        }
        return new ClubSettings(
                reading.value(TIERS),
                reading.value(REGION),
                reading.value(TIME_ZONE),
                earning,
                reading.value(IMPORT_MIB) * MIB);
    }

    private static Optional<Points> points(String text) {
        if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,2})?")) {
            return Optional.empty();
        }
        long hundredths = new BigDecimal(text).movePointRight(2).longValueExact();
        return hundredths >= 1 && hundredths <= 100_000_000
                ? Optional.of(new Points(hundredths))
                : Optional.empty();
    }

    /** Every way to end but the one in which there was no contact. */
    private static Stream<Result> counting() {
        return Arrays.stream(Result.values()).filter(result -> result != Result.NOT_ANSWERED);
    }

    private static Optional<Result> result(String written) {
        return counting().filter(result -> Words.of(result).equals(written)).findFirst();
    }

    private static Optional<ZoneId> zone(String written) {
        try {
            return Optional.of(ZoneId.of(written));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
