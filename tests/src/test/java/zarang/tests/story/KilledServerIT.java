package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static zarang.tests.story.StoryFloor.AGENT_HZ;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/**
 * kill -9 in the middle of everything: a recorded talk, a caller in the queue, one in the menu, one
 * who has just hung up, and a CRM that is failing.
 */
class KilledServerIT {
    private static final String TALKS = "+989120000011";
    private static final String WAITS = "+989120000012";
    private static final String LISTENS = "+989120000013";
    private static final String LEFT = "+989120000014";
    private static final int TALKS_HZ = 440;
    private static final int OTHER_HZ = 1250;

    private final Path work = Work.folder("kill");
    private final StoryFloor floor = new StoryFloor(work);
    private WebhookReceiver crm;
    private Conf conf;
    private ServerProcess server;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s")
                        // callers here leave when the test is done with them
                        .change("loyalty.yaml", "min-connected: 5s", "min-connected: 0s");
        server = start();
        for (String number : List.of(TALKS, WAITS, LISTENS, LEFT)) {
            server.member(number, "bronze");
        }
    }

    private ServerProcess start() {
        return ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
        crm.close();
    }

    @Test
    void afterAKillNoPointIsLostOrDoubledNoWebhookIsLostAndTheRecordingPlays() { // PE09
        floor.agent(server);
        floor.callerWhoPresses(server, TALKS, TALKS_HZ, '1');
        String talk = crm.awaitCalls("call.answered", 1).getFirst();
        floor.callerWhoPresses(server, WAITS, OTHER_HZ, '1');
        String waiting = crm.awaitCalls("queue.joined", 2).getLast();
        floor.caller(server, LISTENS, OTHER_HZ);
        String listening = crm.awaitCalls("caller.identified", 3).getLast();
        Baresip leaver = floor.caller(server, LEFT, OTHER_HZ);
        String left = crm.awaitCalls("caller.identified", 4).getLast();

        crm.answer(500);
        leaver.hangUp();
        await("a webhook that is due").until(() -> crm.refused() > 0);
        ProcessHandle redis = server.redis();
        server.kill();
        assertGone(redis);
        floor.drop();

        crm.answer(204);
        server = start();
        // once more while it mends
        redis = server.redis();
        server.kill();
        assertGone(redis);
        server = start();

        for (String call : List.of(talk, waiting, listening)) {
            WebhookReceiver.Delivery ended = crm.await("call.ended", call);
            assertThat(ended.body().path("data").path("cause").asString())
                    .isEqualTo("server-failure");
            crm.await("points.awarded", call);
        }
        crm.await("points.awarded", left);
        assertThat(
                        crm.await("recording.ready", talk)
                                .body()
                                .path("data")
                                .path("repaired")
                                .asBoolean())
                .isTrue();
        assertRecorded(talk);
        assertThatAllIsOnce(List.of(talk, waiting, listening, left));

        talkAnew();
        redis = server.redis();
        server.kill();
        assertGone(redis);
        floor.drop();
        server = start();
        assertThatAllIsOnce(List.of(talk, waiting, listening, left));
        assertThat(server.points(TALKS)).as("two contacts").isEqualTo(4);
        for (String number : List.of(WAITS, LISTENS, LEFT)) {
            assertThat(server.points(number)).as("one contact").isEqualTo(2);
        }
        assertThat(crm.forged()).isEmpty();
    }

    /** A new call is served as if nothing had been. */
    private void talkAnew() {
        floor.agent(server);
        Baresip caller = floor.callerWhoPresses(server, TALKS, TALKS_HZ, '1');
        String call = crm.awaitCalls("call.answered", 2).getLast();
        caller.hangUp();
        crm.await("points.awarded", call);
        crm.await("recording.ready", call);
        await("nothing is left to announce")
                .until(() ->
                        StoryFloor.files(server, ".json").stream()
                                .noneMatch(KilledServerIT::isPending));
    }

    private static boolean isPending(Path file) {
        return file.toString().contains("/pending/");
    }

    private void assertRecorded(String call) {
        Tone talk = StoryFloor.recording(server, call);
        assertThat(talk.channels()).isEqualTo(2);
        assertThat(talk.secondsOf(0, TALKS_HZ)).as("left: the caller").isGreaterThan(1.5);
        assertThat(talk.secondsOf(1, AGENT_HZ)).as("right: the agent").isGreaterThan(1.5);
    }

    private void assertThatAllIsOnce(List<String> calls) {
        for (String call : calls) {
            assertThat(StoryFloor.wholeAndInOrder(crm, call)).as(call + crm.orders(call)).isTrue();
            assertThat(crm.types(call)).containsOnlyOnce("call.ended", "points.awarded");
        }
    }

    /** A zombie that nobody reaps runs nothing any more. */
    private static void assertGone(ProcessHandle process) {
        await("redis-server " + process.pid() + " has gone with its server")
                .atMost(Duration.ofSeconds(15))
                .until(() -> !process.isAlive() || process.info().command().isEmpty());
    }
}
