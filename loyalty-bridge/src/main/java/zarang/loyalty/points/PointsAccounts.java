package zarang.loyalty.points;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * Points accounts in Redis, changed only by the functions of {@code points.lua}, each of them one
 * atomic operation. Any thread; nothing waits. Stages fail as {@link RedisLink#fcall} says; after
 * such a failure an award may or may not have been made, and making it again settles it.
 */
public final class PointsAccounts {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * How long events are remembered; older ones are refused, so that none counts twice. Far longer
     * than any journal is kept: docs/adr/0010.
     */
    static final Duration REMEMBERED = Duration.ofDays(400);

    /**
     * How long it is known how much of a day's limit was used. An event that comes later than that,
     * say out of a spool that nobody emptied for months, finds the limit of its day unused.
     */
    private static final Duration DAY_KEPT = Duration.ofDays(60);

    /** Entries that {@link #ledger} gives at most. */
    public static final int LEDGER_MAX = 1000;

    private static final Pattern ENTRY = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");

    private final RedisLink redis;
    private final Duration remembered;

    /**
     * @param redis a link that was opened with {@link #library}
     */
    public PointsAccounts(RedisLink redis) {
        this(redis, REMEMBERED);
    }

    PointsAccounts(RedisLink redis, Duration remembered) {
        this.redis = redis;
        this.remembered = remembered;
    }

    /** The functions that the link must load. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(PointsAccounts.class, "points.lua");
    }

    /** Puts points on an account, once for each event. Bears repeating. */
    public CompletionStage<AwardOutcome> award(Award award) {
        MemberId member = award.member();
        return redis.<List<String>>fcall(
                        "points_award",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        List.of(
                                "{m:" + member.value() + "}",
                                key(member, "account"),
                                key(member, "ledger"),
                                key(member, "lots"),
                                key(member, "seen"),
                                key(member, "day:" + award.rule() + day(award))),
                        award.event(),
                        award.rule(),
                        Long.toString(award.amount().hundredths()),
                        Long.toString(award.at().toEpochMilli()),
                        Long.toString(remembered.toMillis()),
                        award.limit().map(limit -> Integer.toString(limit.max())).orElse("0"),
                        Long.toString(DAY_KEPT.toSeconds()))
                .thenApply(PointsAccounts::outcome);
    }

    private static String day(Award award) {
        return award.limit().map(limit -> ":" + limit.day()).orElse("");
    }

    private static AwardOutcome outcome(List<String> reply) {
        return switch (reply.getFirst()) {
            case "awarded" ->
                    new AwardOutcome.Awarded(
                            reply.get(1), points(reply.get(2)), points(reply.get(3)));
            case "duplicate" ->
                    new AwardOutcome.AlreadyAwarded(
                            reply.get(1), points(reply.get(2)), points(reply.get(3)));
            case "capped" -> new AwardOutcome.Capped(reply.get(1), points(reply.get(2)));
            case "no-member" -> new AwardOutcome.Refused(AwardOutcome.Reason.NO_SUCH_MEMBER);
            case "too-old" -> new AwardOutcome.Refused(AwardOutcome.Reason.TOO_OLD);
            case "over-limit" -> new AwardOutcome.Refused(AwardOutcome.Reason.OVER_LIMIT);
            case "damaged" -> new AwardOutcome.Refused(AwardOutcome.Reason.DAMAGED);
            default -> throw new IllegalStateException("points_award said " + reply.getFirst());
        };
    }

    /** What the account holds; nothing if there is none. */
    public CompletionStage<Balance> balance(MemberId member) {
        return redis.run(
                        LIMIT,
                        commands ->
                                commands.hmget(key(member, "account"), "available", "held", "debt"))
                .thenApply(values ->
                        new Balance(
                                points(values.get(0)),
                                points(values.get(1)),
                                points(values.get(2))));
    }

    /**
     * The newest entries of the account's ledger, newest first.
     *
     * @param count 1 to {@link #LEDGER_MAX}
     */
    public CompletionStage<List<LedgerEntry>> ledger(MemberId member, int count) {
        return ledger(member, Range.unbounded(), count);
    }

    /**
     * The newest entries that are older than one of them, newest first.
     *
     * @param entry {@link LedgerEntry#id}
     * @param count as above
     * @throws IllegalArgumentException no entry has an id like this
     */
    public CompletionStage<List<LedgerEntry>> ledgerBefore(
            MemberId member, String entry, int count) {
        if (!ENTRY.matcher(entry).matches()) {
            throw new IllegalArgumentException(entry + " is no id of a ledger entry");
        }
        return ledger(
                member,
                Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(entry)),
                count);
    }

    private CompletionStage<List<LedgerEntry>> ledger(
            MemberId member, Range<String> range, int count) {
        if (count < 1 || count > LEDGER_MAX) {
            throw new IllegalArgumentException("count " + count + " is not in 1.." + LEDGER_MAX);
        }
        return redis.run(
                        LIMIT,
                        commands ->
                                commands.xrevrange(key(member, "ledger"), range, Limit.from(count)))
                .thenApply(entries -> entries.stream().map(PointsAccounts::entry).toList());
    }

    private static LedgerEntry entry(StreamMessage<String, String> message) {
        Map<String, String> fields = message.getBody();
        return new LedgerEntry(
                message.getId(),
                field(fields, "kind"),
                field(fields, "event"),
                field(fields, "rule"),
                points(field(fields, "amount")),
                points(field(fields, "balance")),
                Instant.ofEpochMilli(Long.parseLong(field(fields, "at"))));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("a ledger entry has no " + name);
        }
        return value;
    }

    /**
     * Checks an account: sum of the ledger = available − debt; sum of the lots = available; open
     * holds = held; nothing is negative; no event counts twice; replaying the ledger gives the
     * state. Reads it in pages, so Redis serves others in between: see {@link AccountCheck}.
     *
     * @return what is wrong, a line each; empty if all is well. Fails with {@link AccountInUse} if
     *     the account changes all the time.
     */
    public CompletionStage<List<String>> verify(MemberId member) {
        return new AccountCheck(redis, LIMIT, part -> key(member, part)).findings();
    }

    private static Points points(KeyValue<String, String> hundredths) {
        return points(hundredths.getValueOrElse("0"));
    }

    private static Points points(String hundredths) {
        return new Points(Long.parseLong(hundredths));
    }

    private static String key(MemberId member, String part) {
        return "{m:" + member.value() + "}:" + part;
    }
}
