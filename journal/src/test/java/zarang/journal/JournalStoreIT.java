package zarang.journal;

import io.lettuce.core.Range;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class JournalStoreIT extends EntryStoreContract {
    private final TestRedis redis = TestRedis.start();
    private final RedisLink link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));

    JournalStoreIT() throws IOException {}

    @Override
    EntryStore store() {
        Awaitility.await().until(link::isUp);
        return new JournalStore(link, Duration.ofDays(14));
    }

    @Override
    List<String> stream() {
        return link
                .async()
                .xrange(JournalStore.STREAM, Range.unbounded())
                .toCompletableFuture()
                .join()
                .stream()
                .map(line -> line.getBody().get("seq") + " " + line.getBody().get("json"))
                .toList();
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        redis.close();
    }
}
