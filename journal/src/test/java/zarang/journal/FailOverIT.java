package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.CallId;
import zarang.call.fact.CallStarted;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** A replica takes over that had not heard of the last facts. */
class FailOverIT {
    @TempDir Path folder;

    @Test
    void whatTheOldMasterHadAcknowledgedAndTheNewOneDoesNotHaveIsSentAgainInOrder()
            throws Exception {
        CallId call = Calls.id();
        CallId late = Calls.id();
        Keeper keeper = new Keeper();
        try (TestRedis master = TestRedis.start(TestRedis.Mode.ALONE);
                TestRedis replica = TestRedis.start(TestRedis.Mode.ALONE);
                RedisClient client = RedisClient.create(replica.uri());
                StatefulRedisConnection<String, String> connection = client.connect();
                Way way = new Way(port(master));
                RedisLink link =
                        RedisLink.open(
                                master.uri().replace(":" + port(master), ":" + way.port()),
                                List.of(RedisJournal.LIBRARY));
                RedisJournal journal =
                        RedisJournal.open(
                                Calls.inOrder("n1", SpoolSettings.in(folder)),
                                link,
                                Waiting.clock(),
                                Calls.TYPES)) {
            RedisCommands<String, String> other = connection.sync();
            String password = master.uri().replaceAll(".*://:(.*)@.*", "$1");
            other.configSet("masterauth", password);
            other.configSet("requirepass", password);
            other.replicaof("127.0.0.1", port(master));
            for (int n = 1; n <= 5; n++) {
                journal.append(Calls.entry(call, n));
            }
            Waiting.until(() -> journal.figures().sent() == 5);
            Waiting.until(() -> other.xlen(JournalStore.STREAM) == 5);
            // cut off: it keeps what it has and hears no more
            other.replicaof("127.0.0.1", 1);
            for (int n = 6; n <= 25; n++) {
                journal.append(Calls.entry(call, n));
            }
            Waiting.until(() -> journal.figures().sent() == 25);
            assertThat(journal.figures().spoolEntries()).as("all acknowledged").isZero();
            assertThat(other.xlen(JournalStore.STREAM)).isEqualTo(5);

            other.replicaofNoOne();
            way.leadTo(port(replica));
            journal.append(Calls.entry(late, 1));
            journal.consume(keeper);
            Waiting.until(() -> keeper.has(late, CallStarted.TYPE));
            assertThat(journal.figures().again()).isEqualTo(20);
            assertThat(journal.figures().lost()).isZero();
        }
        assertThat(keeper.ids().subList(0, 25))
                .isEqualTo(IntStream.rangeClosed(1, 25).mapToObj(n -> call + "." + n).toList());
        assertThat(keeper.ids()).hasSize(26);
    }

    private static int port(TestRedis redis) {
        return RedisURI.create(redis.uri()).getPort();
    }
}
