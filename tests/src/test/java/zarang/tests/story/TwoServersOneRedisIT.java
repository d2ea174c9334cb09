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
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Fleet;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/**
 * Two servers of one Redis: two admins set the same queue at once, each by a server of its own, and
 * callers of both wait while Redis ends and starts again.
 */
class TwoServersOneRedisIT {
    private static final String SALES = "/api/v1/queues/sales";
    private static final String FLOOR = "/api/v1/floor/settings";
    private static final int ROUNDS = 2;
    private static final String TALKS = "+989120000051";
    private static final String FIRST = "+989120000052";
    private static final String SECOND = "+989120000053";
    private static final String GOLD = "+989120000054";
    private static final int FIRST_HZ = 440;
    private static final int SECOND_HZ = 1250;
    private static final int GOLD_HZ = 1400;
    private static final int TALKS_HZ = 1900;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Path WORK = Work.folder("two-servers-one-redis");
    private static final StoryFloor PHONES = new StoryFloor(WORK);
    private static Fleet fleet;
    private static Baresip agent;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void open() throws IOException {
        int port = Baresip.port();
        agent =
                Baresip.fixedOfOneCall(
                        WORK.resolve("agent"),
                        "2001",
                        port,
                        Tone.sine(WORK.resolve("agent.wav"), StoryFloor.AGENT_HZ, 60));
        fleet =
                new Fleet(
                        WORK,
                        Conf.copy(WORK)
                                .change(
                                        "agents.yaml",
                                        "    name: Agent 2001\n",
                                        "    name: Agent 2001\n    contact: sip:2001@127.0.0.1:"
                                                + port
                                                + "\n"));
        List<ServerProcess> both = fleet.startTwo("one", "other");
        one = both.getFirst();
        other = both.getLast();
    }

    @AfterAll
    static void close() throws IOException {
        PHONES.close();
        agent.close();
        fleet.close();
    }

    /** CC17: by SIGTERM, and by kill -9. */
    @Test
    void whoWaitsAtEitherServerIsServedOnceAndInOrderAfterRedisEndedTwice() throws IOException {
        one.patch(SALES, "{\"settings\":{\"wrap-up\":\"0s\"}}");
        other.member(GOLD, "gold");
        Baresip talks = PHONES.callerWhoPresses(one, TALKS, TALKS_HZ, '1');
        agent.await("CALL_ESTABLISHED", 1);
        Baresip first = PHONES.caller(other, FIRST, FIRST_HZ);
        Baresip second = PHONES.caller(one, SECOND, SECOND_HZ);
        Baresip gold = PHONES.caller(other, GOLD, GOLD_HZ);
        StoryFloor.pause(StoryFloor.GREETING_AND_MENU);
        first.press('1');
        awaitLine("+…52");
        second.press('1');
        gold.press('1');
        awaitLine("+…54", "+…52", "+…53");

        fleet.stopRedis();
        awaitRedisGoneAndBack();
        awaitLine("+…54", "+…52", "+…53");
        fleet.killRedis();
        awaitRedisGoneAndBack();
        awaitLine("+…54", "+…52", "+…53");

        talks.hangUp();
        List<Baresip> inOrder = List.of(gold, first, second);
        for (Baresip next : inOrder) {
            agent.await("CALL_ESTABLISHED", 2 + inOrder.indexOf(next));
            StoryFloor.pause(Duration.ofMillis(1200));
            next.hangUp();
        }
        agent.await("CALL_CLOSED", 4);
        assertThat(agent.count("CALL_ESTABLISHED")).as("each once").isEqualTo(4);
        assertThat(agent.heard(2).secondsOf(0, GOLD_HZ)).as("gold").isGreaterThan(0.6);
        assertThat(agent.heard(3).secondsOf(0, FIRST_HZ)).as("who came first").isGreaterThan(0.6);
        assertThat(agent.heard(4).secondsOf(0, SECOND_HZ)).as("then").isGreaterThan(0.6);
        awaitLine();
        for (ServerProcess server : List.of(one, other)) {
            assertThat(server.metric("zarang_journal_lost_total")).isZero();
            assertThat(server.metric("zarang_floor_settings_differ")).as("alike").isZero();
        }
        one.patch(SALES, "{\"settings\":{\"wrap-up\":null}}");
    }

    private static void awaitRedisGoneAndBack() {
        for (int up : List.of(0, 1)) {
            await("Redis is " + (up == 1 ? "back" : "gone"))
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            one.metric("zarang_redis_up") == up
                                    && other.metric("zarang_redis_up") == up);
        }
    }

    /** Who waits, of both servers and in the order of service, as one and the other say. */
    private static void awaitLine(String... callers) {
        for (ServerProcess server : List.of(one, other)) {
            await("who waits, by " + server.data().getFileName())
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() ->
                            assertThat(server.shown(SALES + "/waiting").path("items"))
                                    .extracting(caller -> caller.path("caller").asString())
                                    .containsExactly(callers));
        }
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
