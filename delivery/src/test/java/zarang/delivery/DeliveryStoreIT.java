package zarang.delivery;

import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class DeliveryStoreIT extends OutboxContract {
    private final TestRedis redis = TestRedis.start();
    private final RedisLink link = RedisLink.open(redis.uri(), List.of(Deliveries.LIBRARY));

    DeliveryStoreIT() throws IOException {}

    @Override
    Outbox outbox() {
        Awaitility.await().until(link::isUp);
        return new DeliveryStore(new Line("pigeon", "{pigeons}"), link);
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        redis.close();
    }
}
