package zarang.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

class ConsumerLoopIT extends ReaderContract {
    @TempDir Path folder;
    private final TestRedis redis = TestRedis.start();
    private final RedisLink link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY));
    private @Nullable RedisJournal journal;

    ConsumerLoopIT() throws IOException {}

    private RedisJournal open() {
        RedisJournal open = journal;
        if (open == null) {
            JournalSettings settings = JournalSettings.of("n1", SpoolSettings.in(folder));
            try {
                open = RedisJournal.open(settings, link, Waiting.clock(), Calls.TYPES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            journal = open;
        }
        return open;
    }

    @Override
    Journal journal() {
        return open();
    }

    @Override
    void consume(JournalConsumer consumer) {
        open().consume(consumer);
    }

    @Override
    void restart() {
        open().close();
        journal = null;
    }

    @Override
    void await(BooleanSupplier holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(holds::getAsBoolean);
    }

    @AfterEach
    void close() throws IOException {
        open().close();
        link.close();
        redis.close();
    }
}
