package zarang.routing.disposition;

import io.lettuce.core.ScriptOutputType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.redis.RedisLink;
import zarang.routing.told.UntoldFacts;

/**
 * Calls that may be given a disposition, in a hash each, of one slot with what the journal is to be
 * told; {@code dispositions.lua} changes them together. Any thread; fails while Redis is away.
 */
final class RedisDispositions implements UntoldFacts.Store {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String CALL = "{dispositions}:call:";
    private static final String LAST = "{dispositions}:last";
    private static final String UNTOLD = "{dispositions}:untold";

    /** More are refused: the journal has been away for long. */
    private static final int UNTOLD_MAX = 10_000;

    private final RedisLink redis;

    RedisDispositions(RedisLink redis) {
        this.redis = redis;
    }

    /**
     * An agent talks in a call.
     *
     * @param stays whether an agent who is known to have talked in it stays the one
     * @param keep how long the call may be given a disposition if nobody says that it ended
     */
    CompletionStage<?> talk(
            CallId call, AgentId agent, Optional<QueueName> queue, boolean stays, Duration keep) {
        return redis.<Long>fcall(
                "zarang_dispositions_talk",
                ScriptOutputType.INTEGER,
                LIMIT,
                keys(call),
                call.value(),
                agent.value(),
                queue.map(QueueName::value).orElse(""),
                stays ? "1" : "0",
                Long.toString(keep.toMillis()));
    }

    /** The call is over: it is forgotten after {@code keep}. */
    CompletionStage<?> ended(CallId call, Duration keep) {
        return redis.<Long>fcall(
                "zarang_dispositions_ended",
                ScriptOutputType.INTEGER,
                LIMIT,
                keys(call),
                Long.toString(keep.toMillis()));
    }

    /**
     * What came of it.
     *
     * @param untold by which the journal is to be told of what was said; empty if nothing was
     */
    record Outcome(DispositionResult result, String untold) {}

    CompletionStage<Outcome> set(
            CallId call, String code, String notes, String by, Instant at, String untold) {
        return redis.<List<Object>>fcall(
                        "zarang_dispositions_set",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        keys(call),
                        call.value(),
                        code,
                        notes,
                        by,
                        at.toString(),
                        untold,
                        Integer.toString(UNTOLD_MAX))
                .thenApply(answer -> {
                    DispositionResult result = result(((Long) answer.getFirst()).intValue());
                    return new Outcome(
                            result,
                            result == DispositionResult.SAID ? call + ":" + answer.getLast() : "");
                });
    }

    private static DispositionResult result(int answer) {
        return switch (answer) {
            case 0 -> DispositionResult.NO_CALL;
            case 1 -> DispositionResult.SAID;
            case 2 -> DispositionResult.SAME;
            default -> DispositionResult.FULL;
        };
    }

    private static List<String> keys(CallId call) {
        return List.of(CALL + call, LAST, UNTOLD);
    }

    /** Empty if no agent talked in it, or too long ago. */
    CompletionStage<Optional<DisposedCall>> one(CallId call) {
        return redis.<Map<String, String>>run(LIMIT, commands -> commands.hgetall(CALL + call))
                .thenApply(kept -> read(call, kept));
    }

    private static Optional<DisposedCall> read(CallId call, Map<String, String> kept) {
        try {
            return Optional.ofNullable(kept.get("agent"))
                    .map(agent ->
                            new DisposedCall(
                                    call,
                                    new AgentId(agent),
                                    Optional.ofNullable(kept.get("queue")).map(QueueName::new),
                                    said(kept)));
        } catch (IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<DisposedCall.Said> said(Map<String, String> kept) {
        return Optional.ofNullable(kept.get("code"))
                .map(code ->
                        new DisposedCall.Said(
                                code,
                                kept.getOrDefault("notes", ""),
                                kept.getOrDefault("by", ""),
                                Instant.parse(kept.getOrDefault("at", "")),
                                Integer.parseInt(kept.getOrDefault("revision", "0"))));
    }

    /** The call that an agent talked in last. */
    CompletionStage<Optional<CallId>> last(AgentId agent) {
        return redis.<String>run(LIMIT, commands -> commands.hget(LAST, agent.value()))
                .thenApply(call -> Optional.ofNullable(call).flatMap(CallId::maybe));
    }

    /** By call and revision. */
    @Override
    public CompletionStage<Map<String, String>> untold() {
        return redis.run(LIMIT, commands -> commands.hgetall(UNTOLD));
    }

    @Override
    public CompletionStage<?> told(String what) {
        return redis.run(LIMIT, commands -> commands.hdel(UNTOLD, what));
    }
}
