package zarang.ivr.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** Versions of two processes with a folder each, on one real Redis. */
class SharedFlowsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private TestRedis redis;
    private RedisLink oneLink;
    private RedisLink otherLink;
    private SharedFlows one;
    private SharedFlows other;

    @BeforeEach
    void start() throws IOException {
        redis = TestRedis.start();
        oneLink = RedisLink.open(redis.uri(), List.of(SharedFlows.library()));
        otherLink = RedisLink.open(redis.uri(), List.of(SharedFlows.library()));
        await().atMost(PATIENCE).until(() -> oneLink.isUp() && otherLink.isUp());
        one = process("one", oneLink);
        other = process("other", otherLink);
    }

    @AfterEach
    void stop() throws IOException {
        oneLink.close();
        otherLink.close();
        redis.close();
    }

    private SharedFlows process(String name, RedisLink link) {
        return new SharedFlows(link, new FlowVersions(folder.resolve(name)));
    }

    private void flush() {
        oneLink.run(PATIENCE, commands -> commands.flushall()).toCompletableFuture().join();
    }

    @Test
    void aTextHasOneNumberOnEveryProcess() throws IOException {
        assertThat(one.atStart("hotline", "a").number()).isEqualTo(1);
        assertThat(other.atStart("hotline", "a").number()).isEqualTo(1);
        assertThat(other.publish("hotline", "b", "test").number()).isEqualTo(2);
        assertThat(one.publish("hotline", "c", "test").number()).isEqualTo(3);
        assertThat(one.publish("hotline", "b", "test").number()).as("known text").isEqualTo(2);
        assertThat(other.publish("night", "a", "test").number()).isEqualTo(1);
        assertThat(one.inUse().numbers()).isEqualTo(Map.of("hotline", 2, "night", 1));
        assertThat(other.find("hotline", 3)).contains(new FlowVersion("hotline", 3, "c"));
    }

    @Test
    void processesThatPublishAtOnceNeverShareANumber() throws Exception {
        Map<Integer, String> texts = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<FlowVersion>> published = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                SharedFlows process = i % 2 == 0 ? one : other;
                String text = "text " + i / 2;
                published.add(threads.submit(() -> process.publish("hotline", text, "test")));
            }
            for (Future<FlowVersion> each : published) {
                String before = texts.putIfAbsent(each.get().number(), each.get().text());
                assertThat(before == null || before.equals(each.get().text())).isTrue();
            }
        }
        assertThat(texts).hasSize(20);
        assertThat(texts.keySet()).allMatch(number -> number >= 1 && number <= 20);
    }

    @Test
    void numbersSurviveARestartAlsoWithoutTheDisk() throws IOException {
        one.publish("hotline", "a", "test");
        one.publish("hotline", "b", "test");
        assertThat(process("one", oneLink).atStart("hotline", "b").number()).isEqualTo(2);
        assertThat(process("new machine", oneLink).atStart("hotline", "b").number()).isEqualTo(2);
        assertThat(process("new machine", oneLink).publish("hotline", "a", "test").number())
                .isEqualTo(1);
    }

    @Test
    void aRollBackIsOneForAllAndNotUndoneByARestart() throws IOException {
        one.publish("hotline", "a", "test");
        one.publish("hotline", "b", "test");
        long round = other.inUse().round();
        FlowVersion before = other.before("hotline").orElseThrow();
        assertThat(before).isEqualTo(new FlowVersion("hotline", 1, "a"));
        other.use(before);
        assertThat(one.inUse().round()).isGreaterThan(round);
        assertThat(one.inUse().numbers()).containsEntry("hotline", 1);
        assertThat(one.before("hotline")).isEmpty();
        assertThat(process("one", oneLink).atStart("hotline", "b").number())
                .as("its folder still says b")
                .isEqualTo(1);
    }

    @Test
    void whatOneProcessNumberedBeforeRedisDidKeepsItsNumber() throws IOException {
        FlowVersions older = new FlowVersions(folder.resolve("one"));
        for (String text : List.of("a", "b", "c")) {
            older.publish("hotline", text, "test");
        }
        assertThat(one.atStart("hotline", "c").number()).isEqualTo(3);
        assertThat(other.atStart("hotline", "c").number()).isEqualTo(3);
        assertThat(other.publish("hotline", "d", "test").number()).isEqualTo(4);
    }

    @Test
    void whileRedisIsAwayTheLastKnownScriptRunsAndNothingIsPublished() throws Exception {
        one.publish("hotline", "a", "test");
        FlowVersion last = one.publish("hotline", "b", "test");
        redis.pause();
        try {
            await().atMost(PATIENCE).until(() -> !oneLink.isUp());
            assertThat(one.atStart("hotline", "changed meanwhile")).isEqualTo(last);
            assertThatThrownBy(() -> one.publish("hotline", "c", "test"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not answer");
        } finally {
            redis.resume();
        }
        await().atMost(PATIENCE).until(() -> oneLink.isUp() && otherLink.isUp());
        assertThat(one.atStart("hotline", "changed meanwhile").number()).isEqualTo(3);
        assertThat(other.inUse().numbers()).containsEntry("hotline", 3);
    }

    @Test
    void aRedisThatLostEverythingIsToldTheNumbersOfTheDisk() throws IOException {
        one.publish("hotline", "a", "test");
        one.publish("hotline", "b", "test");
        flush();
        assertThat(one.atStart("hotline", "b").number()).isEqualTo(2);
        assertThat(other.publish("hotline", "c", "test").number()).isEqualTo(3);
    }

    private Instant timeOfRedis() {
        List<String> time =
                oneLink.<List<String>>run(Duration.ofSeconds(5), c -> c.time())
                        .toCompletableFuture()
                        .join();
        return Instant.ofEpochSecond(Long.parseLong(time.getFirst()));
    }

    @Test
    void itIsKnownOfAVersionWhoPublishedItWhenAndHowManyLinesItChanged() throws IOException {
        Instant before = timeOfRedis();
        one.atStart("hotline", "a\nb\n");
        other.publish("hotline", "a\nc\nd\n", "api anna");
        one.publish("hotline", "a\nb\n", "api omid");
        List<KeptVersion> kept = one.kept("hotline");
        assertThat(kept).extracting(KeptVersion::number).containsExactly(1, 2);
        KeptVersion.Edit first = kept.get(0).edit().orElseThrow();
        assertThat(first.by()).isEqualTo("a start");
        assertThat(first.added()).isEqualTo(2);
        KeptVersion.Edit second = kept.get(1).edit().orElseThrow();
        assertThat(second.at()).isBetween(before, timeOfRedis());
        assertThat(second).isEqualTo(new KeptVersion.Edit(second.at(), "api anna", 2, 1));
        assertThat(other.kept("none")).isEmpty();
    }

    @Test
    void whatIsKeptOfAVersionIsDamagedAndItIsListedAllTheSame() throws IOException {
        one.publish("hotline", "a", "test");
        oneLink.run(Duration.ofSeconds(5), c -> c.hset("{flows}:of:hotline", "n:1", "?"))
                .toCompletableFuture()
                .join();
        assertThat(one.kept("hotline")).containsExactly(new KeptVersion(1, Optional.empty()));
    }

    @Test
    void whatIsNoNumberInRedisIsAsGoodAsNotThere() throws IOException {
        one.publish("hotline", "a", "test");
        for (String field : List.of("hotline", "#round")) {
            oneLink.run(Duration.ofSeconds(5), c -> c.hset("{flows}:current", field, "\u001b{x"))
                    .toCompletableFuture()
                    .join();
        }
        oneLink.run(Duration.ofSeconds(5), c -> c.hset("{flows}:of:hotline", "t:one", "b"))
                .toCompletableFuture()
                .join();
        assertThat(one.inUse()).isEqualTo(new SharedFlows.InUse(0, Map.of()));
        assertThat(one.kept("hotline")).extracting(KeptVersion::number).containsExactly(1);
    }

    @Test
    void oldVersionsGoButNeverTheOneInUse() throws IOException {
        one.publish("hotline", "text 0", "test");
        for (int i = 1; i < 60; i++) {
            one.publish("hotline", "text " + i, "test");
        }
        assertThat(other.find("hotline", 10)).isEmpty();
        assertThat(other.find("hotline", 11)).isPresent();
        one.use(other.find("hotline", 11).orElseThrow());
        for (int i = 60; i < 70; i++) {
            other.publish("night", "text " + i, "test");
        }
        assertThat(other.find("hotline", 11)).isPresent();
        assertThat(other.publish("hotline", "text 0", "test").number())
                .as("used once")
                .isEqualTo(61);
    }
}
