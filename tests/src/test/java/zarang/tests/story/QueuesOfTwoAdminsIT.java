package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.redis.testkit.TestRedis;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** Two admins set the same queue at once, each by a server of its own, over one Redis. */
class QueuesOfTwoAdminsIT {
    private static final String SALES = "/api/v1/queues/sales";
    private static final int ROUNDS = 2;

    private static final Path WORK = Work.folder("two-admins");
    private static TestRedis redis;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void open() throws IOException {
        redis = TestRedis.start();
        URI uri = URI.create(redis.uri());
        Path password = WORK.resolve("redis-password");
        Files.writeString(password, uri.getUserInfo().substring(1));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Conf conf = Conf.copy(WORK);
        CompletableFuture<ServerProcess> beside =
                CompletableFuture.supplyAsync(() -> server(conf, uri, password, "one"));
        other = server(conf, uri, password, "other");
        one = beside.join();
    }

    private static ServerProcess server(Conf conf, URI uri, Path password, String name) {
        return ServerProcess.start(
                conf.folder(),
                WORK.resolve(name),
                conf.promptsSetting(),
                "redis.uri=redis://" + uri.getHost() + ":" + uri.getPort(),
                "redis.password-file=" + password);
    }

    @AfterAll
    static void close() throws IOException {
        one.close();
        other.close();
        redis.close();
    }

    /** CC17: what one sets while the other takes the last key away is kept. */
    @Test
    void whoTakesTheLastKeyAwayTakesNothingFromTheOther() {
        for (int round = 1; round <= ROUNDS; round++) {
            int size = 150 + round;
            one.patch(SALES, "{\"settings\":{\"wrap-up\":\"9s\",\"size\":null}}");
            await("what one set")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> inFiles(other).equals("{\"wrap-up\":\"5s\"}"));

            one.patch(SALES, "{\"settings\":{\"size\":" + size + "}}");
            other.patch(SALES, "{\"settings\":{\"wrap-up\":null}}");

            JsonNode now = other.shown(SALES).path("settings");
            assertThat(now.path("size").asString())
                    .as("round %d", round)
                    .isEqualTo(Integer.toString(size));
            assertThat(now.path("wrap-up").asString()).isEqualTo("5s");
        }
    }

    @Test
    void aReloadThatChangesNothingDoesNotSayThatAQueueSetLiveIsAsTheFilesSay() {
        one.patch(SALES, "{\"settings\":{\"wrap-up\":\"7s\"}}");
        Tool.Outcome outcome = Tool.run("floor", "reload", "--data", one.data().toString());
        one.patch(SALES, "{\"settings\":{\"wrap-up\":null}}");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).isEqualTo("nothing: the files say nothing new\n");
    }

    /** What stands in the files, by key, of what is set live. */
    private static String inFiles(ServerProcess server) {
        return server.shown(SALES).path("files").toString();
    }
}
