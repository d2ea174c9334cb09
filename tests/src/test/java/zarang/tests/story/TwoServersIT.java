package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.RealTime;
import zarang.redis.testkit.TestRedis;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** Two servers, one Redis, one line of callers, one agent: also when one of the servers dies. */
@RealTime
class TwoServersIT {
    private static final Logger log = LoggerFactory.getLogger(TwoServersIT.class);
    private static final String TALKS = "+989120000041";
    private static final String BRONZE = "+989120000042";
    private static final String GOLD = "+989120000043";
    private static final int TALKS_HZ = 440;
    private static final int BRONZE_HZ = 1250;
    private static final int GOLD_HZ = 1400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final Path work = Work.folder("two-servers");
    private final StoryFloor floor = new StoryFloor(work);
    private final int carrier = Baresip.port();
    private TestRedis redis;
    private WebhookReceiver crm;
    private Baresip agent;
    private ServerProcess one;
    private ServerProcess other;

    @BeforeEach
    void open() throws IOException {
        redis = TestRedis.start();
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        int port = Baresip.port();
        agent =
                Baresip.fixed(
                        work.resolve("agent"),
                        "2001",
                        port,
                        Tone.sine(work.resolve("agent.wav"), StoryFloor.AGENT_HZ, 60));
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change(
                                "queues.yaml",
                                "wrap-up: 5s",
                                "wrap-up: 0s\n    call-back: {dial: true}")
                        .append(
                                "trunks.yaml",
                                "\n  carrier: {proxy: sip:127.0.0.1:%d, trust-caller-number: true}\n"
                                        .formatted(carrier))
                        .append(
                                "agents.yaml",
                                """

                                calling:
                                  rules:
                                    back: {prefixes: ["+98912"], trunks: [carrier], queues: [sales]}
                                """)
                        .change(
                                "agents.yaml",
                                "    name: Agent 2001\n",
                                "    name: Agent 2001\n    contact: sip:2001@127.0.0.1:"
                                        + port
                                        + "\n");
        one = server(conf, "one");
        await("the owner").atMost(PATIENCE).until(() -> owns(one));
        other = server(conf, "other");
        await("its follower").atMost(PATIENCE).until(() -> fence(other) == fence(one));
        one.member(TALKS, "bronze");
        one.member(BRONZE, "bronze");
        one.member(GOLD, "gold");
    }

    private ServerProcess server(Conf conf, String name) throws IOException {
        URI uri = URI.create(redis.uri());
        Path password = work.resolve("redis-password");
        Files.writeString(password, uri.getUserInfo().substring(1));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        return ServerProcess.start(
                conf.folder(),
                work.resolve(name),
                conf.promptsSetting(),
                "redis.uri=redis://" + uri.getHost() + ":" + uri.getPort(),
                "redis.password-file=" + password);
    }

    @AfterEach
    void close() throws IOException {
        floor.close();
        agent.close();
        one.close();
        other.close();
        crm.close();
        redis.close();
    }

    private static boolean owns(ServerProcess server) {
        return server.metric("zarang_floor_owner") == 1;
    }

    private static double fence(ServerProcess server) {
        return server.metric("zarang_floor_fence");
    }

    private double waiting(ServerProcess owner) {
        return owner.metric("zarang_queue_waiting");
    }

    private void awaitWaiting(ServerProcess owner, int callers) {
        await(callers + " callers wait").atMost(PATIENCE).until(() -> waiting(owner) == callers);
    }

    /** What the one caller had waited who has its place again. */
    private long carriedMs() {
        String call = crm.awaitCalls("queue.regained", 1).getLast();
        return crm.await("queue.regained", call).body().path("data").path("carriedMs").asLong();
    }

    @Test
    void goldAtOneServerGoesBeforeBronzeAtTheOther() {
        Baresip talks = floor.callerWhoPresses(one, TALKS, TALKS_HZ, '1');
        agent.await("CALL_ESTABLISHED", 1);
        Baresip dropped = floor.callerWhoPresses(one, BRONZE, BRONZE_HZ, '1');
        awaitWaiting(one, 1);
        StoryFloor.pause(Duration.ofMillis(1500));
        dropped.hangUp();
        awaitWaiting(one, 0);
        Baresip bronze = floor.callerWhoPresses(other, BRONZE, BRONZE_HZ, '1');
        assertThat(carriedMs()).as("had waited before it hung up").isBetween(1500L, 10_000L);
        assertThat(other.metric("zarang_places_kept")).isPositive();
        Baresip gold = floor.callerWhoPresses(other, GOLD, GOLD_HZ, '1');
        awaitWaiting(one, 2);
        assertThat(waiting(other)).as("shown by the owner alone").isZero();
        assertThat(one.agentState("2001")).isEqualTo("on-call");
        assertThat(other.agentState("2001")).as("as the owner has it").isEqualTo("on-call");
        talks.hangUp();
        agent.await("CALL_ESTABLISHED", 2);
        StoryFloor.pause(Duration.ofMillis(1500));
        gold.hangUp();
        agent.await("CALL_ESTABLISHED", 3);
        StoryFloor.pause(Duration.ofMillis(1500));
        bronze.hangUp();
        agent.await("CALL_CLOSED", 3);
        assertThat(agent.heard(2).secondsOf(0, GOLD_HZ)).isGreaterThan(0.8);
        assertThat(agent.heard(3).secondsOf(0, BRONZE_HZ)).isGreaterThan(0.8);
    }

    @Test
    void whoWaitsAtTheOtherServerIsServedWithinSecondsOfTheOwnersDeath() {
        floor.callerWhoPresses(one, TALKS, TALKS_HZ, '1');
        agent.await("CALL_ESTABLISHED", 1);
        floor.callerWhoPresses(one, BRONZE, BRONZE_HZ, '1');
        Baresip waits = floor.callerWhoPresses(other, GOLD, GOLD_HZ, '1');
        awaitWaiting(one, 2);
        long died = System.nanoTime();
        one.kill();
        agent.hangUp(); // nobody is there any more
        agent.await("CALL_ESTABLISHED", 2);
        Duration took = Duration.ofNanos(System.nanoTime() - died);
        log.info("handover after=kill-9 ms={}", took.toMillis());
        assertThat(took).isLessThan(HANDOVER);
        await("its figures").atMost(PATIENCE).until(() -> owns(other));
        Baresip again = floor.callerWhoPresses(other, BRONZE, BRONZE_HZ, '1');
        assertThat(carriedMs()).as("as if it had stayed").isGreaterThan(took.toMillis());
        waits.hangUp();
        agent.await("CALL_ESTABLISHED", 3);
        again.hangUp();
        await("its file is whole")
                .atMost(PATIENCE)
                .until(() -> waits.heard(1).secondsOf(0, StoryFloor.AGENT_HZ) > 0.8);
        crm.await("call.answered", crm.awaitCalls("call.answered", 3).getLast());
    }

    @Test
    void anOwnerThatDrainsHandsTheFloorOverAndItsTalkGoesOn() {
        Baresip talks = floor.callerWhoPresses(one, TALKS, TALKS_HZ, '1');
        agent.await("CALL_ESTABLISHED", 1);
        Baresip gold = floor.callerWhoPresses(other, GOLD, GOLD_HZ, '1');
        awaitWaiting(one, 1);
        Thread draining = Thread.ofVirtual().start(one::stop);
        long began = System.nanoTime();
        awaitWaiting(other, 1);
        await("the new owner").atMost(HANDOVER).until(() -> owns(other));
        log.info(
                "handover after=drain ms={}, seen in figures of up to 1 s ago",
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        assertThat(other.agentState("2001")).as("talks at the other server").isEqualTo("on-call");
        talks.hangUp();
        agent.await("CALL_ESTABLISHED", 2);
        StoryFloor.pause(Duration.ofMillis(1500));
        gold.hangUp();
        assertThat(talks.heard(1).secondsOf(0, StoryFloor.AGENT_HZ)).isGreaterThan(1);
        await("the end of the drained server").atMost(PATIENCE).until(() -> !draining.isAlive());
    }

    @Test
    void whoIsToBeCalledBackIsCalledOnceByTheOtherServerIfTheOneThatCallsDies() {
        other.tool("agent-state", "set", "2001", "not-ready", "--reason", "break");
        other.tool("callback", "book", "sales", BRONZE);
        await("its turn").atMost(PATIENCE).until(() -> one.metric("zarang_callbacks_in_line") == 1);
        assertThat(other.metric("zarang_callbacks_in_line")).as("one of the two calls").isZero();
        one.kill();
        try (Baresip called =
                Baresip.fixed(
                        work.resolve("called"),
                        BRONZE,
                        carrier,
                        Tone.sine(work.resolve("called.wav"), BRONZE_HZ, 60))) {
            await("its turn again")
                    .atMost(PATIENCE)
                    .until(() -> other.metric("zarang_callbacks_in_line") == 1);
            other.tool("agent-state", "set", "2001", "available");
            called.await("CALL_ESTABLISHED", 1);
            StoryFloor.pause(Duration.ofMillis(1500));
            called.hangUp();
            agent.await("CALL_CLOSED", 1);
            assertThat(agent.heard(1).secondsOf(0, BRONZE_HZ)).isGreaterThan(0.8);
            assertThat(called.count("CALL_ESTABLISHED")).isEqualTo(1);
        }
        assertThat(other.tool("callback", "list").path("callbacks").isEmpty()).isTrue();
    }
}
