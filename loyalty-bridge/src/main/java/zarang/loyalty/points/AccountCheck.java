package zarang.loyalty.points;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import zarang.redis.RedisLink;

/**
 * Reads an account page by page and checks it. Redis serves others between two pages: a page of 500
 * entries takes it about a millisecond, where the whole of a long ledger in one function took 16 ms
 * for 1,000. If the account changed on the way, it is read again.
 */
final class AccountCheck {
    private static final int PAGE = 500;
    private static final int TRIES = 5;

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("account", "hash");
        TYPES.put("ledger", "stream");
        TYPES.put("lots", "hash");
        TYPES.put("holds", "hash");
        TYPES.put("seen", "hash");
    }

    private final RedisLink redis;
    private final Duration limit;
    private final UnaryOperator<String> key;

    /**
     * @param limit of each page
     * @param key of a part of the account
     */
    AccountCheck(RedisLink redis, Duration limit, UnaryOperator<String> key) {
        this.redis = redis;
        this.limit = limit;
        this.key = key;
    }

    /** What is wrong, a line each. */
    CompletionStage<List<String>> findings() {
        return types().thenCompose(wrong ->
                wrong.isEmpty() ? settled(1) : CompletableFuture.completedStage(wrong));
    }

    private CompletionStage<List<String>> types() {
        List<String> wrong = new ArrayList<>();
        CompletionStage<List<String>> all = CompletableFuture.completedStage(wrong);
        for (Map.Entry<String, String> part : TYPES.entrySet()) {
            String name = key.apply(part.getKey());
            all =
                    all.thenCombine(
                            redis.run(limit, c -> c.type(name)),
                            (found, type) -> {
                                if (!type.equals("none") && !type.equals(part.getValue())) {
                                    found.add(name + " is a " + type);
                                }
                                return found;
                            });
        }
        return all;
    }

    private CompletionStage<List<String>> settled(int tries) {
        return state().thenCompose(before ->
                replay(new LedgerReplay(before), Range.unbounded())
                        .thenCompose(found -> agreed(before, found, tries)));
    }

    private CompletionStage<List<String>> agreed(
            AccountState before, List<String> found, int tries) {
        return state().thenCompose(after -> {
            if (after.equals(before)) {
                return CompletableFuture.completedStage(found);
            }
            return tries < TRIES
                    ? settled(tries + 1)
                    : CompletableFuture.failedStage(new AccountInUse());
        });
    }

    private CompletionStage<AccountState> state() {
        CompletionStage<List<KeyValue<String, String>>> account =
                redis.run(
                        limit,
                        c ->
                                c.hmget(
                                        key.apply("account"),
                                        "available",
                                        "held",
                                        "debt",
                                        "forgotten"));
        CompletionStage<List<StreamMessage<String, String>>> last =
                redis.run(
                        limit,
                        c -> c.xrevrange(key.apply("ledger"), Range.unbounded(), Limit.from(1)));
        CompletionStage<List<Long>> sizes =
                redis.run(limit, c -> c.xlen(key.apply("ledger")))
                        .thenCombine(
                                redis.run(limit, c -> c.hlen(key.apply("lots"))),
                                (entries, lots) -> List.of(entries, lots))
                        .thenCombine(
                                redis.run(limit, c -> c.hlen(key.apply("seen"))),
                                (two, seen) -> List.of(two.get(0), two.get(1), seen));
        return account.thenCombine(last, AccountCheck::state)
                .thenCombine(sizes, AccountCheck::withSizes);
    }

    private static AccountState state(
            List<KeyValue<String, String>> account, List<StreamMessage<String, String>> last) {
        return new AccountState(
                account.get(0).getValueOrElse("0"),
                account.get(1).getValueOrElse("0"),
                account.get(2).getValueOrElse("0"),
                account.get(3).optional(),
                last.isEmpty() ? "" : last.getFirst().getId(),
                0,
                0,
                0);
    }

    private static AccountState withSizes(AccountState state, List<Long> sizes) {
        return new AccountState(
                state.available(),
                state.held(),
                state.debt(),
                state.forgotten(),
                state.last(),
                sizes.get(0),
                sizes.get(1),
                sizes.get(2));
    }

    private CompletionStage<List<String>> replay(LedgerReplay replay, Range<String> from) {
        if (!replay.goesOn()) {
            return CompletableFuture.completedStage(replay.findings(Map.of()));
        }
        return page(from)
                .thenCompose(lines -> {
                    for (LedgerReplay.Line line : lines) {
                        if (replay.goesOn()) {
                            replay.take(line);
                        }
                    }
                    return lines.isEmpty()
                            ? holds(new HashMap<>(), ScanCursor.INITIAL).thenApply(replay::findings)
                            : replay(replay, after(lines.getLast().id()));
                });
    }

    private static Range<String> after(String id) {
        return Range.from(Range.Boundary.excluding(id), Range.Boundary.unbounded());
    }

    private CompletionStage<List<LedgerReplay.Line>> page(Range<String> from) {
        CompletionStage<List<StreamMessage<String, String>>> entries =
                redis.run(limit, c -> c.xrange(key.apply("ledger"), from, Limit.from(PAGE)));
        return entries.thenCompose(page -> {
            List<String> ids = page.stream().map(StreamMessage::getId).toList();
            List<String> events =
                    page.stream().map(entry -> entry.getBody().getOrDefault("event", "")).toList();
            return fields("lots", ids)
                    .thenCombine(fields("seen", events), (lots, seen) -> lines(page, lots, seen));
        });
    }

    private CompletionStage<List<KeyValue<String, String>>> fields(
            String part, List<String> names) {
        return names.isEmpty()
                ? CompletableFuture.completedStage(List.of())
                : redis.run(limit, c -> c.hmget(key.apply(part), names.toArray(String[]::new)));
    }

    private static List<LedgerReplay.Line> lines(
            List<StreamMessage<String, String>> page,
            List<KeyValue<String, String>> lots,
            List<KeyValue<String, String>> seen) {
        List<LedgerReplay.Line> lines = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            lines.add(
                    new LedgerReplay.Line(
                            page.get(i).getId(),
                            page.get(i).getBody(),
                            lots.get(i).optional().orElse(null),
                            seen.get(i).optional().orElse(null)));
        }
        return lines;
    }

    private CompletionStage<Map<String, String>> holds(Map<String, String> found, ScanCursor at) {
        CompletionStage<MapScanCursor<String, String>> page =
                redis.run(
                        limit, c -> c.hscan(key.apply("holds"), at, ScanArgs.Builder.limit(PAGE)));
        return page.thenCompose(cursor -> {
            found.putAll(cursor.getMap());
            return cursor.isFinished()
                    ? CompletableFuture.completedStage(found)
                    : holds(found, cursor);
        });
    }
}
