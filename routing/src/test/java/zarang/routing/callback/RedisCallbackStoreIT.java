package zarang.routing.callback;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** The list in a real Redis. */
@TestInstance(Lifecycle.PER_CLASS)
final class RedisCallbackStoreIT extends CallbackStoreContract {
    private TestRedis redis;
    private RedisLink link;
    private CallbackStore store;

    @BeforeAll
    void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Callbacks.library()));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
        store =
                new RedisCallbackStore(
                        link, new RedisCallbackStore.Bounds("callbacks", MAX, MAX_OF_ONE));
    }

    @AfterAll
    void stop() throws Exception {
        link.close();
        redis.close();
    }

    @BeforeEach
    void empty() throws Exception {
        of(link.run(Duration.ofSeconds(5), commands -> commands.flushdb()));
    }

    @Override
    CallbackStore store() {
        return store;
    }

    @Override
    void pass(Duration span) {
        await().pollDelay(span.plusMillis(10)).until(() -> true);
    }
}
