package zarang.server.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.sip.engine.PhoneStore;
import zarang.sip.testkit.PhoneStoreContract;

/** The store of phones that the server gives the engine. */
class RedisPhoneStoreIT extends PhoneStoreContract {
    private final AtOnce loop = new AtOnce();
    private TestRedis redis;
    private RedisLink link;

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of());
        Awaitility.await().until(link::isUp);
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        redis.close();
    }

    @Override
    protected PhoneStore store() {
        return new EmbeddedSip.InRedis(link, "n1", Duration.ofMinutes(2), loop::post);
    }

    @Override
    protected void settle() {}
}
