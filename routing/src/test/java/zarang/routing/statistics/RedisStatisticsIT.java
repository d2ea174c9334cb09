package zarang.routing.statistics;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** The same in a real Redis. */
class RedisStatisticsIT extends StatisticsContract {
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
