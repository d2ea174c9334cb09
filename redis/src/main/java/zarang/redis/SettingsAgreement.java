package zarang.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the processes that share a Redis were given the same settings. Each of them acts on its
 * part of the journal: a webhook or a rule that only one of them knows is served for that part.
 *
 * <p>Each process notes the hash of its settings in {@code zarang:settings:WHAT} every 30 s, by
 * Redis' clock; one silent for two minutes does not count, one silent for a day is forgotten. A
 * virtual thread of its own; any thread may ask.
 */
public final class SettingsAgreement implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SettingsAgreement.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final long SILENT_S = 120;
    private static final long FORGOTTEN_S = 86_400;
    private static final int HASH_BYTES = 8;

    private final RedisLink redis;
    private final String node;
    private final Map<String, String> hashes = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Set<String> differing = Set.of();

    private SettingsAgreement(RedisLink redis, String node, Map<String, String> settings) {
        this.redis = redis;
        this.node = node;
        settings.forEach((what, text) -> hashes.put(what, Sha256.of(text, HASH_BYTES)));
    }

    /**
     * Begins to compare.
     *
     * @param settings what must be alike, such as {@code webhooks}, and how it is written here:
     *     without secrets, in an order that does not depend on the process
     */
    public static SettingsAgreement watch(
            RedisLink redis, String node, Map<String, String> settings) {
        SettingsAgreement agreement = new SettingsAgreement(redis, node, settings);
        Thread.ofVirtual().name("zarang-settings").start(agreement::run);
        return agreement;
    }

    /** What differs from another living process; empty while Redis was never asked. */
    public Set<String> differing() {
        return differing;
    }

    private void run() {
        try {
            do {
                if (redis.isUp()) {
                    compare();
                }
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare() {
        try {
            long nowS = wait(RedisQuestions.time(redis)).getEpochSecond();
            Set<String> found = new TreeSet<>();
            for (Map.Entry<String, String> ours : hashes.entrySet()) {
                List<String> others = others(ours.getKey(), ours.getValue(), nowS);
                if (!others.isEmpty()) {
                    found.add(ours.getKey());
                    if (!differing.contains(ours.getKey())) {
                        log.warn(
                                "settings.differ what={} nodes={}; each process acts for a part of"
                                        + " all calls: give them the same configuration",
                                ours.getKey(),
                                others);
                    }
                }
            }
            differing = Set.copyOf(found);
        } catch (RuntimeException away) {
            log.debug("settings.compare-waits", away);
        }
    }

    /** Living nodes that were given something else. */
    private List<String> others(String what, String ours, long nowS) {
        String key = "zarang:settings:" + what;
        wait(redis.run(LIMIT, c -> c.hset(key, node, ours + " " + nowS)));
        List<String> others = new ArrayList<>();
        Map<String, String> all = wait(redis.run(LIMIT, c -> c.hgetall(key)));
        all.forEach((name, noted) -> {
            String hash = noted.substring(0, Math.max(0, noted.indexOf(' ')));
            long silentS = nowS - Long.parseLong(noted.substring(hash.length()).strip());
            if (silentS > FORGOTTEN_S) {
                wait(redis.run(LIMIT, c -> c.hdel(key, name)));
            } else if (silentS <= SILENT_S && !hash.equals(ours)) {
                others.add(name);
            }
        });
        return others;
    }

    private static <T> T wait(CompletionStage<T> reply) {
        return reply.toCompletableFuture().join();
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
