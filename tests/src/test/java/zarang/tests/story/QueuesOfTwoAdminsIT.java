package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Fleet;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** Two admins set the same queue at once, each by a server of its own, over one Redis. */
class QueuesOfTwoAdminsIT {
    private static final String SALES = "/api/v1/queues/sales";
    private static final String FLOOR = "/api/v1/floor/settings";
    private static final int ROUNDS = 2;

    private static final Path WORK = Work.folder("two-admins");
    private static Fleet fleet;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void open() throws IOException {
        fleet = new Fleet(WORK, Conf.copy(WORK));
        List<ServerProcess> both = fleet.startTwo("one", "other");
        one = both.getFirst();
        other = both.getLast();
    }

    @AfterAll
    static void close() throws IOException {
        fleet.close();
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

    /** CC17: each sets a tier at a server of its own, and neither's is lost. */
    @Test
    void twoWhoSetTheTiersAtOnceLoseNothingOfOneAnother() {
        one.patch(FLOOR, "{\"settings\":{\"tier-offsets.gold\":\"8m\"}}");
        other.patch(FLOOR, "{\"settings\":{\"tier-offsets.silver\":\"3m\"}}");
        await("what both set")
                .atMost(Duration.ofSeconds(5))
                .until(() -> {
                    JsonNode now = one.shown(FLOOR).path("settings");
                    return now.path("tier-offsets.gold").asString().equals("8m")
                            && now.path("tier-offsets.silver").asString().equals("3m");
                });
        String data = other.data().toString();
        Tool.Outcome shown = Tool.run("floor", "settings", "--data", data);
        assertThat(shown.out())
                .startsWith(
                        """
                        tier-preset          none
                        tier-offsets.bronze  0s
                        tier-offsets.silver  3m   (set live; the file says 2m)
                        tier-offsets.gold    8m   (set live; the file says 5m)
                        rest.no-answer       10s
                        """)
                .contains("set live by api owner at ");
        Tool.Outcome wrong = Tool.run("floor", "set", "tier-offsets.platinum=1m", "--data", data);
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err())
                .contains("no such tier, expected tiers of loyalty.yaml: [bronze, silver, gold]");
        Tool.Outcome reset = Tool.run("floor", "reset", "--data", data);
        assertThat(reset.out())
                .isEqualTo("tier-offsets.gold 480s -> 300s\ntier-offsets.silver 180s -> 120s\n");
        await("taken back at the other server")
                .atMost(Duration.ofSeconds(5))
                .until(() -> one.shown(FLOOR).path("files").isEmpty());
    }

    /** What stands in the files, by key, of what is set live. */
    private static String inFiles(ServerProcess server) {
        return server.shown(SALES).path("files").toString();
    }
}
