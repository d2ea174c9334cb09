package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import zarang.call.loop.RealTime;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Fleet;
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
    private static final int SUPERVISOR_HZ = 1900;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final Path work = Work.folder("two-servers");
    private final StoryFloor floor = new StoryFloor(work);
    private final int carrier = Baresip.port();
    private Fleet fleet;
    private WebhookReceiver crm;
    private Baresip agent;

    /** Owns the floor as a test begins. */
    private ServerProcess one;

    private ServerProcess other;

    @BeforeEach
    void open() throws IOException {
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
                        .change("queues.yaml", "\nrest:\n", "\n  night: {}\nrest:\n")
                        .change(
                                "agents.yaml",
                                "\n    queues: [sales]\n",
                                "\n    queues: [sales]\n  \"2009\": {queues: [night]}\n")
                        .append(
                                "trunks.yaml",
                                "\n  carrier: {proxy: sip:127.0.0.1:%d, trust-caller-number: true}\n"
                                        .formatted(carrier))
                        .append(
                                "agents.yaml",
                                """

                                calling:
                                  supervisors: ["2009"]
                                  rules:
                                    back: {prefixes: ["+98912"], trunks: [carrier], queues: [sales]}
                                """)
                        .change(
                                "agents.yaml",
                                "    name: Agent 2001\n",
                                "    name: Agent 2001\n    contact: sip:2001@127.0.0.1:"
                                        + port
                                        + "\n");
        fleet = new Fleet(work, conf);
        List<ServerProcess> both = fleet.startTwo("one", "other");
        await("an owner").atMost(PATIENCE).until(() -> both.stream().anyMatch(TwoServersIT::owns));
        one = both.get(owns(both.getFirst()) ? 0 : 1);
        other = both.get(one == both.getFirst() ? 1 : 0);
        await("its follower").atMost(PATIENCE).until(() -> fence(other) == fence(one));
        one.member(TALKS, "bronze");
        one.member(BRONZE, "bronze");
        one.member(GOLD, "gold");
    }

    @AfterEach
    void close() throws IOException {
        floor.close();
        agent.close();
        fleet.close();
        crm.close();
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

    private static double callBacks(ServerProcess server) {
        return server.metric("zarang_callbacks_in_line");
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
    void goldAtOneServerGoesBeforeBronzeAtTheOtherWhichSeesTheTalkHearsItAndEndsIt()
            throws Exception {
        floor.callerWhoPresses(one, TALKS, TALKS_HZ, '1');
        agent.await("CALL_ESTABLISHED", 1);
        String talk = talkSeenByTheOther();
        supervisorOfTheOtherListensTo(talk);
        Baresip dropped = floor.callerWhoPresses(one, BRONZE, BRONZE_HZ, '1');
        awaitWaiting(one, 1);
        StoryFloor.pause(Duration.ofMillis(1500));
        dropped.hangUp();
        awaitWaiting(one, 0);
        Baresip bronze = floor.callerWhoPresses(other, BRONZE, BRONZE_HZ, '1');
        assertThat(carriedMs()).as("had waited before it hung up").isBetween(1500L, 10_000L);
        await("its place is counted")
                .atMost(PATIENCE)
                .until(() -> other.metric("zarang_places_kept") == 1);
        Baresip gold = floor.callerWhoPresses(other, GOLD, GOLD_HZ, '1');
        awaitWaiting(one, 2);
        assertThat(waiting(other)).as("shown by the owner alone").isZero();
        assertThat(one.shown("/api/v1/queues/sales/waiting").path("items"))
                .extracting(caller -> caller.path("caller").asString())
                .as("both at the other server, gold first")
                .containsExactly("+…43", "+…42");
        assertThat(one.agentState("2001")).isEqualTo("on-call");
        assertThat(other.agentState("2001")).as("as the owner has it").isEqualTo("on-call");
        other.tool("calls", "hang-up", talk);
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

    /** The id of the one call, which the other server lists, shows and tells followers of. */
    private String talkSeenByTheOther() throws Exception {
        JsonNode list = other.tool("calls", "list");
        assertThat(list.path("complete").asBoolean()).isTrue();
        assertThat(list.path("calls").size()).isEqualTo(1);
        JsonNode talk = list.path("calls").path(0);
        assertThat(talk.path("node").asString()).isEqualTo(name(one)).isNotEqualTo(name(other));
        assertThat(talk.path("agent").asString()).isEqualTo("2001");
        String id = talk.path("call").asString();
        assertThat(other.tool("calls", "show", id)).isEqualTo(talk);
        assertThat(other.follow("call:" + id, "snapshot"))
                .contains("\"node\":\"" + name(one) + "\"", "\"state\":\"talking\"");
        return id;
    }

    /** By a phone that is registered there. */
    private void supervisorOfTheOtherListensTo(String talk) {
        Baresip phone = floor.phone(other, other.sipPort(), "2009", SUPERVISOR_HZ, 1);
        StoryFloor.awaitState(one, "2009", "available");
        other.tool("calls", "supervise", talk, "--supervisor", "2009");
        phone.await("CALL_ESTABLISHED", 1);
        StoryFloor.pause(Duration.ofMillis(1500));
        other.tool("calls", "leave", talk);
        phone.await("CALL_CLOSED", 1);
        assertThat(phone.heard(1).secondsOfAll(0, TALKS_HZ, StoryFloor.AGENT_HZ))
                .isGreaterThan(0.8);
    }

    private static String name(ServerProcess server) throws IOException {
        return Files.readString(server.data().resolve("node")).strip();
    }

    @Test
    void whoWaitsAtTheOtherServerIsServedWithinSecondsOfTheOwnersDeath() {
        Baresip talks = floor.callerWhoPresses(one, TALKS, TALKS_HZ, '1');
        agent.await("CALL_ESTABLISHED", 1);
        Baresip bronze = floor.callerWhoPresses(one, BRONZE, BRONZE_HZ, '1');
        Baresip waits = floor.callerWhoPresses(other, GOLD, GOLD_HZ, '1');
        awaitWaiting(one, 2);
        long died = System.nanoTime();
        one.kill();
        List.of(talks, bronze).forEach(Baresip::drop); // nobody is there who hears a goodbye
        agent.hangUp();
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
        one.tool("agent-state", "set", "2001", "not-ready", "--reason", "break");
        one.tool("callback", "book", "sales", BRONZE);
        await("its turn").atMost(PATIENCE).until(() -> callBacks(one) + callBacks(other) > 0);
        ServerProcess calls = callBacks(one) > 0 ? one : other;
        ServerProcess lives = calls == one ? other : one;
        assertThat(callBacks(lives)).as("one of the two calls").isZero();
        calls.kill();
        try (Baresip called =
                Baresip.fixed(
                        work.resolve("called"),
                        BRONZE,
                        carrier,
                        Tone.sine(work.resolve("called.wav"), BRONZE_HZ, 60))) {
            await("its turn again").atMost(PATIENCE).until(() -> callBacks(lives) == 1);
            lives.tool("agent-state", "set", "2001", "available");
            called.await("CALL_ESTABLISHED", 1);
            StoryFloor.pause(Duration.ofMillis(1500));
            called.hangUp();
            agent.await("CALL_CLOSED", 1);
            assertThat(agent.heard(1).secondsOf(0, BRONZE_HZ)).isGreaterThan(0.8);
            assertThat(called.count("CALL_ESTABLISHED")).isEqualTo(1);
        }
        assertThat(lives.tool("callback", "list").path("callbacks").isEmpty()).isTrue();
    }
}
