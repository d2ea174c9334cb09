package zarang.crm.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.crm.webhook.WebhookSettings;
import zarang.redis.RedisLink;

/**
 * The outbox's keys and functions in Redis; {@code webhook.lua} lists them. Virtual threads only:
 * every method waits for its answer, 5 s at most, and throws {@link
 * java.util.concurrent.CompletionException} when there is none.
 */
final class OutboxStore {
    private static final Logger log = LoggerFactory.getLogger(OutboxStore.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * How long an order number of a call is remembered after its last message: entries are given
     * twice within moments, or after having been parked. 0.15 kB a call and endpoint.
     */
    private static final Duration REMEMBER = Duration.ofDays(2);

    /**
     * What a revival or a sweep does in one call: some 10 ms, for Redis does one thing at a time.
     */
    static final int AT_ONCE = 200;

    private static final int DEAD_MAX = 10_000;
    private static final List<String> KEY = List.of("{webhooks}");
    private static final int CLAIM_HEAD = 4;
    private static final int CLAIM_FIELDS = 5;

    private final RedisLink redis;

    OutboxStore(RedisLink redis) {
        this.redis = redis;
    }

    enum Taken {
        KNOWN,
        QUEUED,
        NO_ROOM
    }

    /**
     * A message that came.
     *
     * @param order its number in its call, 1 and up: what is known by it is not taken again
     */
    record Message(String call, long order, String id, String body) {}

    /** Puts a message into the outbox of each endpoint, all or none; the answers in their order. */
    List<Taken> enqueue(List<WebhookSettings> to, Message message, Instant now) {
        List<String> args = new ArrayList<>();
        args.addAll(List.of(message.call(), Long.toString(message.order()), message.id()));
        args.addAll(List.of(message.body(), ms(now)));
        args.addAll(List.of(Long.toString(REMEMBER.toSeconds()), Integer.toString(DEAD_MAX)));
        for (WebhookSettings endpoint : to) {
            args.add(endpoint.id());
            args.add(Integer.toString(endpoint.pendingMax()));
        }
        List<Long> taken = wait(call("webhook_enqueue", ScriptOutputType.MULTI, args));
        return taken.stream().map(result -> Taken.values()[result.intValue()]).toList();
    }

    /**
     * What a claim found.
     *
     * @param goneUrl the hash of the url that said 410, or empty
     */
    record Claim(
            List<Delivery> deliveries,
            long pending,
            Optional<Instant> oldest,
            Optional<Instant> nextDue,
            String goneUrl) {}

    /** Takes the due messages for {@code lease}: after that they are due again by themselves. */
    Claim claim(String endpoint, String node, Instant now, Duration lease, int most) {
        List<String> reply =
                wait(
                        call(
                                "webhook_claim",
                                ScriptOutputType.MULTI,
                                List.of(
                                        endpoint,
                                        node,
                                        ms(now),
                                        Long.toString(lease.toMillis()),
                                        Integer.toString(most))));
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = CLAIM_HEAD; i < reply.size(); i += CLAIM_FIELDS) {
            deliveries.add(
                    new Delivery(
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

    void delivered(String endpoint, Delivery delivery, Instant now) {
        settle(endpoint, delivery, "done", now, "");
    }

    /**
     * Tries again at {@code due}.
     *
     * @param hold that time is kept, also when the receiver takes messages again before
     */
    void retry(String endpoint, Delivery delivery, Instant due, boolean hold) {
        settle(endpoint, delivery, hold ? "hold" : "retry", due, "");
    }

    /** Makes due what waits for its next attempt and is not held, {@link #AT_ONCE} at a time. */
    long revive(String endpoint, Instant now) {
        long all = 0;
        long some;
        do {
            some = number("webhook_revive", endpoint, ms(now), Integer.toString(AT_ONCE));
            all += some;
        } while (some == AT_ONCE);
        return all;
    }

    void bury(String endpoint, Delivery delivery, Instant now, String reason) {
        settle(endpoint, delivery, "dead", now, reason);
    }

    private void settle(
            String endpoint, Delivery delivery, String verb, Instant at, String reason) {
        number(
                "webhook_settle",
                endpoint,
                delivery.call(),
                delivery.id(),
                verb,
                ms(at),
                reason,
                Integer.toString(DEAD_MAX));
    }

    /** Makes due what this node was sending when it died. */
    void release(String endpoint, String node, Instant now) {
        String cursor = "0";
        do {
            CompletionStage<String> reply =
                    call(
                            "webhook_release",
                            ScriptOutputType.VALUE,
                            List.of(endpoint, node, ms(now), cursor));
            cursor = wait(reply);
        } while (!cursor.equals("0"));
    }

    /** Endpoints that no node has served since {@code since}; {@link #AT_ONCE} of them at most. */
    List<String> unserved(Instant since) {
        return wait(
                call(
                        "webhook_unserved",
                        ScriptOutputType.MULTI,
                        List.of(ms(since), Integer.toString(AT_ONCE))));
    }

    /** Deletes all that lies in Redis of an endpoint that nobody has served since then. */
    void delete(String endpoint, Instant since) {
        String most = Integer.toString(AT_ONCE);
        while (number("webhook_sweep", endpoint, ms(since), most) > 0) {
            log.debug("webhook.sweeping endpoint={}", endpoint);
        }
    }

    /** Remembers that this url wants nothing more. */
    void gone(String endpoint, URI url) {
        mark(endpoint, hash(url));
    }

    /** Forgets it. */
    void back(String endpoint) {
        mark(endpoint, "");
    }

    private void mark(String endpoint, String hash) {
        number("webhook_gone", endpoint, hash);
    }

    static String hash(URI url) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(url.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private long number(String function, String... args) {
        CompletionStage<Long> reply = call(function, ScriptOutputType.INTEGER, List.of(args));
        return wait(reply);
    }

    private <T> CompletionStage<T> call(String function, ScriptOutputType type, List<String> args) {
        return redis.fcall(function, type, LIMIT, KEY, args.toArray(String[]::new));
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
