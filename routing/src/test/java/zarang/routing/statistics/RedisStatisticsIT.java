package zarang.routing.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.CallId;
import zarang.call.fact.Subject;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** The same in a real Redis. */
class RedisStatisticsIT extends StatisticsContract {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static TestRedis redis;
    private static RedisLink link;

    @BeforeAll
    static void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Statistics.library()));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @BeforeEach
    void empty() {
        var _ = link.async().flushall();
    }

    @AfterAll
    static void stop() throws Exception {
        link.close();
        redis.close();
    }

    private static Effect offered(int quarter) {
        return new Effect(
                "offered" + quarter,
                "",
                List.of(Addition.of(Measured.queue("sales"), quarter, "offered", 1)));
    }

    private static long questions() {
        return link.async()
                .info("commandstats")
                .toCompletableFuture()
                .join()
                .lines()
                .filter(line -> line.startsWith("cmdstat_fcall:"))
                .map(line -> line.replaceAll("[^:]*:calls=([0-9]+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void whatComesWhileRedisIsAskedIsAskedForTogether() {
        StatisticsStore store = store();
        Subject call = Subject.of(new CallId("%026d".formatted(1)));
        long before = questions();
        List<CompletableFuture<Boolean>> answers =
                IntStream.range(0, 100)
                        .mapToObj(i -> store.once(call, offered(i % 50)).toCompletableFuture())
                        .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .filteredOn(isNew -> isNew)
                .hasSize(50);
        assertThat(questions() - before).isLessThan(20);
    }

    @Test
    void aStepThatRedisCannotDoHarmsThoseBesideItNot() {
        StatisticsStore store = store();
        Subject damaged = Subject.of(new CallId("%026d".formatted(1)));
        Subject sound = Subject.of(new CallId("%026d".formatted(2)));
        link.async().set("{statistics}:of:" + damaged, "text").toCompletableFuture().join();
        List<CompletionStage<Boolean>> answers =
                List.of(
                        store.once(sound, offered(1)),
                        store.once(damaged, offered(2)),
                        store.once(sound, offered(3)));
        assertThat(answers.get(0)).succeedsWithin(LIMIT).isEqualTo(true);
        assertThat(answers.get(1))
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withMessageContaining("WRONGTYPE");
        assertThat(answers.get(2)).succeedsWithin(LIMIT).isEqualTo(true);
        assertThat(store.hour(Measured.queue("sales"), 0))
                .succeedsWithin(LIMIT)
                .isEqualTo(Map.of("1:offered", 1L, "3:offered", 1L));
    }

    private static long additions() {
        return link.async()
                .info("commandstats")
                .toCompletableFuture()
                .join()
                .lines()
                .filter(line -> line.startsWith("cmdstat_hincrby:"))
                .map(line -> line.replaceAll("[^:]*:calls=([0-9]+),.*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void whatIsAskedForTogetherIsAddedUpFirst() {
        StatisticsStore store = store();
        long before = additions();
        List<CompletableFuture<Boolean>> answers =
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                store.once(Subject.of(new CallId("%026d".formatted(i))), offered(1))
                                        .toCompletableFuture())
                        .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(true);
        assertThat(store.hour(Measured.queue("sales"), 0))
                .succeedsWithin(LIMIT)
                .isEqualTo(Map.of("1:offered", 100L));
        assertThat(additions() - before).as("once a question, not once a call").isLessThan(50);
    }

    @Test
    void figuresThatAreDamagedHarmThoseOfOthersNot() {
        StatisticsStore store = store();
        Subject call = Subject.of(new CallId("%026d".formatted(1)));
        link.async()
                .set(StepWords.figures(Measured.queue("sales"), 1), "text")
                .toCompletableFuture()
                .join();
        List<CompletionStage<Boolean>> answers =
                List.of(
                        store.once(call, offered(1)),
                        store.once(call, offered(5)),
                        store.once(call, offered(2)));
        assertThat(answers.get(0)).succeedsWithin(LIMIT).isEqualTo(true);
        assertThat(answers.get(1))
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withMessageContaining("WRONGTYPE");
        assertThat(answers.get(2)).succeedsWithin(LIMIT).isEqualTo(true);
        assertThat(store.hour(Measured.queue("sales"), 0))
                .succeedsWithin(LIMIT)
                .isEqualTo(Map.of("1:offered", 1L, "2:offered", 1L));
    }

    @Override
    StatisticsStore store() {
        return new RedisStatistics(link, Duration.ofDays(36_500));
    }

    @Override
    int calls() {
        return 100;
    }

    @Override
    int days() {
        return 1;
    }
}
