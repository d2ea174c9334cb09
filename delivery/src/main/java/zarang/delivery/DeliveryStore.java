package zarang.delivery;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.RedisLink;
import zarang.redis.Sha256;

/**
 * The keys and functions of one line in Redis; {@code delivery.lua} lists them. An answer is waited
 * for 5 s at most.
 */
final class DeliveryStore implements Outbox {
    private static final Logger log = LoggerFactory.getLogger(DeliveryStore.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * How long an order number of a subject is remembered after its last message: entries are given
     * twice within moments, or after having been parked. 0.15 kB a subject and destination.
     */
    private static final Duration REMEMBER = Duration.ofDays(2);

    /**
     * What a revival or a sweep does in one call: some 10 ms, for Redis does one thing at a time.
     */
    static final int AT_ONCE = 200;

    private static final int DEAD_MAX = 10_000;
    private static final int CLAIM_HEAD = 4;
    private static final int CLAIM_FIELDS = 5;

    private final Line line;
    private final RedisLink redis;

    DeliveryStore(Line line, RedisLink redis) {
        this.line = line;
        this.redis = redis;
    }

    enum Taken {
        KNOWN,
        QUEUED,
        NO_ROOM
    }

    @Override
    public List<Taken> enqueue(List<Destination> to, Message message, Instant now) {
        List<String> args = new ArrayList<>();
        args.addAll(List.of(message.subject(), Long.toString(message.order()), message.id()));
        args.addAll(List.of(message.body(), ms(now)));
        args.addAll(List.of(Long.toString(REMEMBER.toSeconds()), Integer.toString(DEAD_MAX)));
        for (Destination destination : to) {
            args.add(destination.id());
            args.add(Integer.toString(destination.pendingMax()));
        }
        List<Long> taken = wait(call("delivery_enqueue", ScriptOutputType.MULTI, args));
        return taken.stream().map(result -> Taken.values()[result.intValue()]).toList();
    }

    /**
     * What a claim found.
     *
     * @param goneAddress the hash of the address that wants nothing more, or empty
     */
    record Claim(
            List<ClaimedDelivery> deliveries,
            long pending,
            Optional<Instant> oldest,
            Optional<Instant> nextDue,
            String goneAddress) {}

    @Override
    public Claim claim(String destination, String node, Instant now, Duration lease, int most) {
        List<String> reply =
                wait(
                        call(
                                "delivery_claim",
                                ScriptOutputType.MULTI,
                                List.of(
                                        destination,
                                        node,
                                        ms(now),
                                        Long.toString(lease.toMillis()),
                                        Integer.toString(most))));
        List<ClaimedDelivery> deliveries = new ArrayList<>();
        for (int i = CLAIM_HEAD; i < reply.size(); i += CLAIM_FIELDS) {
            deliveries.add(
                    new ClaimedDelivery(
                            reply.get(i),
                            reply.get(i + 1),
                            reply.get(i + 2),
                            Integer.parseInt(reply.get(i + 3)),
                            time(reply.get(i + 4)).orElse(now)));
        }
        return new Claim(
                deliveries,
                Long.parseLong(reply.get(0)),
                time(reply.get(1)),
                time(reply.get(3)),
                reply.get(2));
    }

    @Override
    public void delivered(String destination, ClaimedDelivery delivery, Instant now) {
        settle(destination, delivery, "done", now, "");
    }

    @Override
    public void retry(String destination, ClaimedDelivery delivery, Instant due, boolean hold) {
        settle(destination, delivery, hold ? "hold" : "retry", due, "");
    }

    /** Makes due what waits for its next attempt and is not held, {@link #AT_ONCE} at a time. */
    @Override
    public long revive(String destination, Instant now) {
        long all = 0;
        long some;
        do {
            some = number("delivery_revive", destination, ms(now), Integer.toString(AT_ONCE));
            all += some;
        } while (some == AT_ONCE);
        return all;
    }

    @Override
    public void bury(String destination, ClaimedDelivery delivery, Instant now, String reason) {
        settle(destination, delivery, "dead", now, reason);
    }

    private void settle(
            String destination, ClaimedDelivery delivery, String verb, Instant at, String reason) {
        number(
                "delivery_settle",
                destination,
                delivery.subject(),
                delivery.id(),
                verb,
                ms(at),
                reason,
                Integer.toString(DEAD_MAX));
    }

    @Override
    public void release(String destination, String node, Instant now) {
        String cursor = "0";
        do {
            CompletionStage<String> reply =
                    call(
                            "delivery_release",
                            ScriptOutputType.VALUE,
                            List.of(destination, node, ms(now), cursor));
            cursor = wait(reply);
        } while (!cursor.equals("0"));
    }

    /**
     * Destinations that no node has served since {@code since}; {@link #AT_ONCE} of them at most.
     */
    @Override
    public List<String> unserved(Instant since) {
        return wait(
                call(
                        "delivery_unserved",
                        ScriptOutputType.MULTI,
                        List.of(ms(since), Integer.toString(AT_ONCE))));
    }

    @Override
    public void delete(String destination, Instant since) {
        String most = Integer.toString(AT_ONCE);
        while (number("delivery_sweep", destination, ms(since), most) > 0) {
            log.debug("{}.sweeping destination={}", line.name(), destination);
        }
    }

    @Override
    public void gone(String destination, String address) {
        mark(destination, hash(address));
    }

    @Override
    public void back(String destination) {
        mark(destination, "");
    }

    private void mark(String destination, String hash) {
        number("delivery_gone", destination, hash);
    }

    static String hash(String address) {
        return Sha256.of(address);
    }

    private long number(String function, String... args) {
        CompletionStage<Long> reply = call(function, ScriptOutputType.INTEGER, List.of(args));
        return wait(reply);
    }

    private <T> CompletionStage<T> call(String function, ScriptOutputType type, List<String> args) {
        return redis.fcall(function, type, LIMIT, List.of(line.key()), args.toArray(String[]::new));
    }

    private static <T> T wait(CompletionStage<T> reply) {
        return reply.toCompletableFuture().join();
    }

    private static String ms(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    /** Redis prints a score as a decimal number. */
    private static Optional<Instant> time(String ms) {
        return ms.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli((long) Double.parseDouble(ms)));
    }
}
