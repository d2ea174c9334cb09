package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.tests.story.StoryFloor.AGENT_HZ;
import static zarang.tests.story.StoryFloor.pause;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.loop.RealTime;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Tool;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** Redis stands still for 10 s and more while calls run: nobody on the telephone notices. */
@RealTime
class RedisStoppedIT {
    private static final String TALKS = "+989120000021";
    private static final String WAITS = "+989120000022";
    private static final String GOLD = "+989120000023";
    private static final int TALKS_HZ = 440;
    private static final int WAITS_HZ = 1250;
    private static final int GOLD_HZ = 1400;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path work = Work.folder("redis-stopped");
    private final StoryFloor floor = new StoryFloor(work);
    private WebhookReceiver crm;
    private ServerProcess server;
    private ProcessHandle redis;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
        redis = server.redis();
        server.member(TALKS, "bronze");
        server.member(WAITS, "bronze");
        server.member(GOLD, "gold");
    }

    @AfterEach
    void close() {
        signal("CONT");
        floor.close();
        server.close();
        crm.close();
    }

    @Test
    void talksGoOnWaitingCallersHearMusicNewOnesAreServedAndAllIsCaughtUp() {
        Baresip agent = floor.agent(server);
        Baresip talker = floor.callerWhoPresses(server, TALKS, TALKS_HZ, '1');
        String talk = crm.awaitCalls("call.answered", 1).getFirst();
        Baresip waiter = floor.callerWhoPresses(server, WAITS, WAITS_HZ, '1');
        crm.awaitCalls("queue.joined", 2);

        signal("STOP");
        long stopped = System.nanoTime();
        Baresip gold = floor.callerWhoPresses(server, GOLD, GOLD_HZ, '1');
        assertReady();
        pause(Duration.ofSeconds(5));
        assertReady();
        talker.hangUp();
        agent.await("CALL_ESTABLISHED", 2);
        pause(Duration.ofMillis(1500));
        assertReady();
        waiter.hangUp();
        agent.await("CALL_ESTABLISHED", 3);
        pause(Duration.ofMillis(1500));
        gold.hangUp();
        agent.await("CALL_CLOSED", 3);
        Duration left = STOP.minusNanos(System.nanoTime() - stopped);
        pause(left.isPositive() ? left : Duration.ZERO);
        assertReady();
        assertThat(crm.calls("call.ended")).as("Redis did stand still").isEmpty();
        signal("CONT");

        List<String> calls = crm.awaitCalls("points.awarded", 3);
        assertReady();
        assertHeard(agent, talker, waiter, gold);
        assertCaughtUp(calls);
        Tone recorded = StoryFloor.recording(server, talk);
        assertThat(recorded.secondsOf(0, TALKS_HZ)).isGreaterThan(5);
        assertThat(recorded.secondsOf(1, AGENT_HZ)).isGreaterThan(5);
    }

    private static void assertHeard(Baresip agent, Baresip talker, Baresip waiter, Baresip gold) {
        assertThat(talker.heard(1).secondsOf(0, AGENT_HZ))
                .as("the talk goes on: the caller hears the agent")
                .isGreaterThan(5);
        assertThat(agent.heard(1).secondsOf(0, TALKS_HZ))
                .as("the talk goes on: the agent hears the caller")
                .isGreaterThan(5);
        assertThat(waiter.heard(1).secondsOf(0, Conf.hertzOf("hold-music")))
                .as("music goes on")
                .isGreaterThan(5);
        assertThat(agent.heard(2).secondsOf(0, WAITS_HZ))
                .as("who waited is served")
                .isGreaterThan(0.8);
        Tone newcomer = gold.heard(1);
        assertThat(newcomer.secondsOf(0, Conf.hertzOf("greet")))
                .as("a new caller is greeted as nobody in particular")
                .isGreaterThan(0.2);
        assertThat(newcomer.secondsOf(0, Conf.hertzOf("greet-gold"))).isZero();
        assertThat(newcomer.secondsOf(0, AGENT_HZ)).as("and is served").isGreaterThan(0.8);
        assertThat(agent.heard(3).secondsOf(0, GOLD_HZ)).isGreaterThan(0.8);
    }

    private void assertCaughtUp(List<String> calls) {
        for (String call : calls) {
            crm.await("recording.ready", call);
            assertThat(StoryFloor.wholeAndInOrder(crm, call)).as(call + crm.orders(call)).isTrue();
            assertThat(crm.types(call))
                    .containsSubsequence(
                            "call.started",
                            "queue.joined",
                            "agent.offered",
                            "call.answered",
                            "call.ended",
                            "points.awarded")
                    .containsOnlyOnce("call.ended", "points.awarded", "recording.ready");
        }
        assertThat(crm.calls("caller.identified")).as("all but the one who came then").hasSize(2);
        for (String number : List.of(TALKS, WAITS, GOLD)) {
            assertThat(server.points(number)).isEqualTo(2);
        }
        assertThat(crm.forged()).isEmpty();
        assertThat(server.metric("zarang_journal_lost_total")).isZero();
    }

    private void assertReady() {
        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }

    private void signal(String name) {
        Tool.run(work, List.of("kill", "-" + name, Long.toString(redis.pid())));
    }
}
