package zarang.routing.live;

import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.owner.RedisPeers;

class RedisLiveStoreIT extends LiveStoreContract {
    private TestRedis redis;
    private RedisLink link;

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisPeers.library()));
        Awaitility.await().until(link::isUp);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        redis.close();
    }

    @Override
    LiveStore store() {
        return new RedisLiveStore(link);
    }
}
