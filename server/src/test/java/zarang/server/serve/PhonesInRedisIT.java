package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.redis.RedisLink;
import zarang.redis.SharedHashes;
import zarang.redis.testkit.TestRedis;
import zarang.sip.engine.OtherNodes;

/** Nodes get what the others keep, out of a real Redis that accepts one slot a command. */
class PhonesInRedisIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private TestRedis redis;
    private RedisLink link;
    private EmbeddedSip.InRedis one;
    private EmbeddedSip.InRedis other;
    private final Seen seenByOne = new Seen();
    private final Seen seenByOther = new Seen();

    /** What a node was told: by node and user. */
    private static final class Seen implements OtherNodes {
        private final Map<String, Map<String, String>> phones = new TreeMap<>();
        private final Map<String, List<String>> listeners = new TreeMap<>();
        private int loads;

        @Override
        public synchronized void all(Map<String, Kept> nodes) {
            loads++;
            phones.clear();
            listeners.clear();
            nodes.forEach((node, kept) -> {
                listeners.put(node, kept.listeners());
                phones.put(node, new HashMap<>(kept.phones()));
            });
        }

        @Override
        public synchronized void changed(List<Change> changes) {
            for (Change each : changes) {
                Map<String, String> users =
                        phones.computeIfAbsent(each.node(), node -> new HashMap<>());
                users.remove(each.user());
                each.text().ifPresent(text -> users.put(each.user(), text));
            }
        }

        synchronized Map<String, String> of(String node) {
            return Map.copyOf(phones.getOrDefault(node, Map.of()));
        }

        synchronized List<String> listeners(String node) {
            return listeners.getOrDefault(node, List.of());
        }

        synchronized int loads() {
            return loads;
        }
    }

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of());
        await().atMost(LIMIT).until(link::isUp);
        one = new EmbeddedSip.InRedis(link, "one", LONGEST, Runnable::run);
        other = new EmbeddedSip.InRedis(link, "other", LONGEST, Runnable::run);
        one.follow(List.of("udp:10.0.0.1:5060"), seenByOne);
        await().atMost(LIMIT).until(() -> seenByOne.loads() > 0);
    }

    @AfterEach
    void close() throws IOException {
        one.close();
        other.close();
        link.close();
        redis.close();
    }

    private void followOther() {
        other.follow(List.of("udp:10.0.0.2:5060", "tcp:10.0.0.2:5060"), seenByOther);
        await().atMost(LIMIT).until(() -> seenByOther.loads() > 0);
    }

    @Test
    void nodeThatComesIsKnownAtOnceAndKnowsWhatThereIs() {
        one.put("2001", "text");
        followOther();
        await().atMost(LIMIT).until(() -> seenByOther.of("one").equals(Map.of("2001", "text")));
        assertThat(seenByOther.listeners("one")).containsExactly("udp:10.0.0.1:5060");
        await("well before everything is read again")
                .atMost(SharedHashes.RELOAD.dividedBy(3))
                .until(() -> seenByOne.listeners("other").size() == 2);
    }

    @Test
    void changesAreThereWithinASecondAndOwnOnesAreNotTold() {
        followOther();
        for (int i = 0; i < 20; i++) {
            String text = "text-" + i;
            one.put("2001", text);
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> text.equals(seenByOther.of("one").get("2001")));
        }
        one.remove("2001");
        await().atMost(Duration.ofSeconds(1)).until(() -> seenByOther.of("one").isEmpty());
        assertThat(seenByOne.of("one")).isEmpty();
        assertThat(seenByOther.loads()).as("told, not loaded").isLessThan(3);
    }

    @Test
    void changeThatNoEntryToldIsMadeUpFor() {
        followOther();
        link.run(
                        LIMIT,
                        commands ->
                                commands.hset(
                                        SharedHashes.key(EmbeddedSip.InRedis.NAME, "one"),
                                        "2002",
                                        "unheard"))
                .toCompletableFuture()
                .join();
        await().atMost(SharedHashes.RELOAD.plus(LIMIT))
                .until(() -> seenByOther.of("one").containsKey("2002"));
    }

    @Test
    void whoIsFarBehindLoadsEverythingAndTheStreamStaysBounded() throws IOException {
        followOther();
        redis.pause();
        await().atMost(LIMIT).until(() -> !link.isUp());
        for (int i = 0; i < 6_000; i++) {
            one.put("u" + i, "text");
        }
        redis.resume();
        await().atMost(Duration.ofSeconds(60)).until(() -> seenByOther.of("one").size() == 6_000);
        assertThat(
                        link.run(
                                        LIMIT,
                                        commands ->
                                                commands.xlen(
                                                        SharedHashes.changes(
                                                                EmbeddedSip.InRedis.NAME)))
                                .toCompletableFuture()
                                .join())
                .isLessThan(4_500);
    }

    @Test
    void whileRedisIsAwayWhatIsKnownStays() throws IOException {
        followOther();
        one.put("2001", "before");
        await().atMost(LIMIT).until(() -> seenByOther.of("one").containsKey("2001"));
        redis.pause();
        await().atMost(LIMIT).until(() -> !link.isUp());
        one.put("2001", "meanwhile");
        assertThat(seenByOther.of("one")).containsEntry("2001", "before");
        redis.resume();
        await().atMost(LIMIT).until(() -> "meanwhile".equals(seenByOther.of("one").get("2001")));
    }
}
