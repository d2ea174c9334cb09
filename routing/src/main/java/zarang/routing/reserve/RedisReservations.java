package zarang.routing.reserve;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/** Leases in Redis: one hash per agent, one atomic function per operation ({@code lease.lua}). */
public final class RedisReservations implements Reservations {
    /** An answer that is later than this tells nothing that is still true. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedisLink redis;
    private final String node;
    private final Fence fence;

    /**
     * Leases of one process.
     *
     * @param redis a link that was opened with {@link #library}
     * @param node names this process; no two that run at once may have the same, and one that is
     *     started again should have the same as before
     * @param fence what its leases are worth
     */
    public RedisReservations(RedisLink redis, String node, Fence fence) {
        this.redis = redis;
        this.node = node;
        this.fence = fence;
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(RedisReservations.class, "lease.lua");
    }

    @Override
    public CompletionStage<Lease> reserve(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        return ask("zarang_lease_reserve", agent, offer, lease, now);
    }

    @Override
    public CompletionStage<Lease> confirm(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        return ask("zarang_lease_confirm", agent, offer, lease, now);
    }

    @Override
    public CompletionStage<Boolean> release(AgentId agent, OfferId offer) {
        return redis.<Long>fcall(
                        "zarang_lease_release",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        keys(agent),
                        offer.value())
                .thenApply(gone -> gone == 1);
    }

    private CompletionStage<Lease> ask(
            String function, AgentId agent, OfferId offer, Duration lease, Instant now) {
        return redis.<List<Object>>fcall(
                        function,
                        ScriptOutputType.MULTI,
                        LIMIT,
                        keys(agent),
                        node,
                        offer.value(),
                        Long.toString(now.toEpochMilli()),
                        Long.toString(lease.toMillis()),
                        Long.toString(fence.number()),
                        fence.knowsAll() ? "1" : "0")
                .thenApply(RedisReservations::read);
    }

    /** The answer is {@code [1 if held else 0, offer that holds, until in ms since 1970]}. */
    private static Lease read(List<Object> answer) {
        Instant until = Instant.ofEpochMilli(Long.parseLong((String) answer.get(2)));
        return answer.get(0).equals(1L)
                ? new Lease.Held(until)
                : new Lease.Taken(new OfferId((String) answer.get(1)), until);
    }

    /** Key layout: {@code agent:{2001}:lease}. */
    private static List<String> keys(AgentId agent) {
        return List.of("agent:{" + agent + "}:lease");
    }
}
