package zarang.server.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.CallTermination.Result;
import zarang.call.Points;
import zarang.call.Words;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.member.PhoneNumbers;

/** The keys of {@code loyalty.yaml}. */
final class ClubKeys {
    private static final KeyTable LOYALTY = new KeyTable(ConfigFile.LOYALTY);

    // the club

    static final Key<ClubTiers> TIERS =
            LOYALTY.of(
                    "tiers",
                    TierList.kind(),
                    "[bronze: {title: برنزی}, silver: {title: نقره‌ای}, gold: {title: طلایی}]",
                    "Tiers, the lowest first; unknown callers have the lowest. An imported file may name"
                            + " a tier by its title.");
    static final Key<String> REGION =
            LOYALTY.of(
                    "region",
                    Kind.one(
                            "a country of two letters such as IR",
                            s -> Optional.of(s).filter(PhoneNumbers::isRegion)),
                    "IR",
                    "Whose telephone numbers are written without a country code.");
    static final Key<ZoneId> TIME_ZONE =
            LOYALTY.of(
                    "time-zone",
                    Kind.one("a time zone such as Asia/Tehran", ClubKeys::zone),
                    "Asia/Tehran",
                    "The club's own: when a day begins for `per-day`, wherever the server stands.");

    static final Key<Integer> IMPORT_MIB =
            LOYALTY.of(
                    "import.max-mib",
                    Kind.whole(1, 1024),
                    "32",
                    "MiB of a list of members that is imported; a larger one is refused (413).");

    // what earns

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
    static final Key<Duration> EARNING_MIN_CONNECTED =
            LOYALTY.of(
                    "earning.*.min-connected",
                    Kind.span(Duration.ZERO, Duration.ofHours(1)),
                    "5s",
                    "Time from the answer to the end that a call must have lasted: longer than the"
                            + " greeting, so that who hangs up in it earns nothing. A call that Zarang"
                            + " itself cut (a crash) counts however short it was.");
    static final Key<Duration> EARNING_MIN_TALK =
            LOYALTY.of(
                    "earning.*.min-talk",
                    Kind.span(Duration.ZERO, Duration.ofHours(1)),
                    "0s",
                    "Time with agents that it must have had; 0s lets a call without an agent earn too.");
    static final Key<List<Result>> EARNING_RESULTS =
            LOYALTY.of(
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
    static final Key<Integer> EARNING_PER_DAY =
            LOYALTY.of(
                    "earning.*.per-day",
                    Kind.whole(0, 1000),
                    "10",
                    "Times that a member earns by this rule on one day of the club's calendar; 0 is no"
                            + " limit. Contacts over it are in the ledger as `capped`.");

    private ClubKeys() {}

    static List<Key<?>> all() {
        return LOYALTY.all();
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
