package zarang.routing.place;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class RedisPlaceStoreIT extends PlaceStoreContract {
    private TestRedis redis;
    private RedisLink link;

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(KeptPlaces.library()));
        Awaitility.await().until(link::isUp);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        redis.close();
    }

    @Override
    PlaceStore store(String node, String run) {
        return new RedisPlaceStore(link, node, run);
    }

    @Override
    void pass(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
