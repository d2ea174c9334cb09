package zarang.crm.journal;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.journal.CallFact;
import zarang.call.journal.JournalEntry;
import zarang.redis.RedisLink;

/** The journal's keys and functions in Redis. Any thread; nothing waits. */
final class JournalStore {
    static final String STREAM = "{journal}:stream";

    private static final String NODES = "{journal}:nodes";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int BATCH_MAX = 100;

    private final RedisLink redis;
    private final Duration remember;
    private final JournalCodec codec = new JournalCodec();
    private final JsonMapper mapper = JsonMapper.builder().build();

    JournalStore(RedisLink redis, Duration remember) {
        this.redis = redis;
        this.remember = remember;
    }

    /** Appends all or nothing, in order; those that are known already change nothing. */
    CompletionStage<Long> append(String node, List<JournalEntry> entries) {
        List<String> args = new ArrayList<>();
        args.add(Long.toString(remember.toSeconds()));
        for (JournalEntry entry : entries) {
            args.add(entry.id());
            args.add(entry.call().value());
            args.add(entry.fact().type());
            args.add(Long.toString(entry.at().toEpochMilli()));
            args.add(member(entry.fact()));
            args.add(caller(entry.fact()));
            args.add(codec.encode(entry));
        }
        return redis.fcall(
                "journal_append",
                ScriptOutputType.INTEGER,
                LIMIT,
                List.of(STREAM, open(node)),
                args.toArray(String[]::new));
    }

    private static String member(CallFact fact) {
        return switch (fact) {
            case CallFact.CallerIdentified f -> f.member().value();
            case CallFact.CallEnded f -> f.member().map(MemberId::value).orElse("");
            case CallFact.PointsAwarded f -> f.member().value();
            case CallFact.CallStarted f -> "";
            case CallFact.CallAnswering f -> "";
            case CallFact.CallConnected f -> "";
            case CallFact.IvrInput f -> "";
            case CallFact.QueueJoined f -> "";
            case CallFact.QueueLeft f -> "";
            case CallFact.AgentOffered f -> "";
            case CallFact.OfferFailed f -> "";
            case CallFact.CallAnswered f -> "";
            case CallFact.RecordingReady f -> "";
        };
    }

    private static String caller(CallFact fact) {
        return fact instanceof CallFact.CallStarted f
                ? f.caller().map(PhoneNumber::e164).orElse("")
                : "";
    }

    /** Says that the node lives. */
    CompletionStage<Boolean> alive(String node, Instant now) {
        return redis.run(LIMIT, c -> c.hset(NODES, node, Long.toString(now.toEpochMilli())));
    }

    /** When the node last said that it lives. */
    CompletionStage<Optional<Instant>> lastAlive(String node) {
        CompletionStage<String> text = redis.run(LIMIT, c -> c.hget(NODES, node));
        return text.thenApply(
                ms -> Optional.ofNullable(ms).map(Long::parseLong).map(Instant::ofEpochMilli));
    }

    /** Calls of the node that have not ended. */
    CompletionStage<List<OpenCall>> openCalls(String node) {
        return lastAlive(node)
                .thenCompose(alive -> {
                    CompletionStage<Map<String, String>> all =
                            redis.run(LIMIT, c -> c.hgetall(open(node)));
                    return all.thenApply(known ->
                            known.entrySet().stream()
                                    .map(e -> read(e, alive))
                                    .sorted(Comparator.comparing(OpenCall::startedAt))
                                    .toList());
                });
    }

    private OpenCall read(Map.Entry<String, String> stored, Optional<Instant> alive) {
        JsonNode known = mapper.readTree(stored.getValue());
        Instant last = time(known, "lastAt").orElse(Instant.EPOCH);
        Instant heard = alive.filter(a -> a.isAfter(last)).orElse(last);
        return new OpenCall(
                new CallId(stored.getKey()),
                time(known, "startedAt").orElse(last),
                heard,
                text(known, "member").map(MemberId::new),
                text(known, "caller").map(PhoneNumber::new),
                known.path("answered").asBoolean(false),
                time(known, "connectedAt"),
                time(known, "talkAt"));
    }

    private static Optional<String> text(JsonNode known, String name) {
        JsonNode value = known.get(name);
        return value == null ? Optional.empty() : Optional.of(value.asString());
    }

    private static Optional<Instant> time(JsonNode known, String name) {
        return text(known, name).map(Long::parseLong).map(Instant::ofEpochMilli);
    }

    /** Ends the node's open calls; to be repeated until it succeeds. */
    CompletionStage<List<OpenCall>> recover(String node) {
        return openCalls(node)
                .thenCompose(calls -> {
                    CompletionStage<Long> done = CompletableFuture.completedStage(0L);
                    for (int i = 0; i < calls.size(); i += BATCH_MAX) {
                        List<JournalEntry> ends =
                                calls.subList(i, Math.min(calls.size(), i + BATCH_MAX)).stream()
                                        .map(OpenCall::end)
                                        .toList();
                        done = done.thenCompose(before -> append(node, ends));
                    }
                    return done.thenApply(last -> calls);
                });
    }

    /** What {@link #trim} did. */
    record Trimmed(long entries, String heldBackBy) {}

    CompletionStage<Trimmed> trim(Instant olderThan) {
        CompletionStage<List<String>> reply =
                redis.fcall(
                        "journal_trim",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        List.of(STREAM),
                        Long.toString(olderThan.toEpochMilli()));
        return reply.thenApply(r -> new Trimmed(Long.parseLong(r.get(0)), r.get(1)));
    }

    private static String open(String node) {
        return "{journal}:open:" + node;
    }
}
