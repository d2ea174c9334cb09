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
import zarang.crm.webhook.WebhookSettings;
import zarang.redis.RedisLink;

/**
 * The outbox's keys and functions in Redis; {@code webhook.lua} lists them. Virtual threads only:
 * every method waits for its answer, 5 s at most, and throws {@link
 * java.util.concurrent.CompletionException} when there is none.
 */
final class OutboxStore {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration REMEMBER = Duration.ofDays(14);
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

    /** Puts a message into the outbox of each endpoint, all or none; the answers in their order. */
    List<Taken> enqueue(
            List<WebhookSettings> to, String call, String id, String body, Instant now) {
        List<String> args = new ArrayList<>();
        args.addAll(List.of(call, id, body, ms(now)));
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
     * @param asked the receiver named that time: it is kept whatever happens
     */
    void retry(String endpoint, Delivery delivery, Instant due, boolean asked) {
        settle(endpoint, delivery, asked ? "asked" : "retry", due, "");
    }

    /**
     * Makes due what waits for its next attempt, unless the receiver asked for the wait or has
     * refused the message more than {@code triesMax} times. Gives how many.
     */
    long revive(String endpoint, Instant now, int triesMax) {
        CompletionStage<Long> reply =
                call(
                        "webhook_revive",
                        ScriptOutputType.INTEGER,
                        List.of(endpoint, ms(now), Integer.toString(triesMax)));
        return wait(reply);
    }

    void bury(String endpoint, Delivery delivery, Instant now, String reason) {
        settle(endpoint, delivery, "dead", now, reason);
    }

    private void settle(
            String endpoint, Delivery delivery, String verb, Instant at, String reason) {
        CompletionStage<Long> reply =
                call(
                        "webhook_settle",
                        ScriptOutputType.INTEGER,
                        List.of(
                                endpoint,
                                delivery.call(),
                                delivery.id(),
                                verb,
                                ms(at),
                                reason,
                                Integer.toString(DEAD_MAX)));
        wait(reply);
    }

    /** Makes due what this node was sending when it died. */
    long release(String endpoint, String node, Instant now) {
        CompletionStage<Long> reply =
                call("webhook_release", ScriptOutputType.INTEGER, List.of(endpoint, node, ms(now)));
        return wait(reply);
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
        CompletionStage<Long> reply =
                call("webhook_gone", ScriptOutputType.INTEGER, List.of(endpoint, hash));
        wait(reply);
    }

    static String hash(URI url) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(url.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
