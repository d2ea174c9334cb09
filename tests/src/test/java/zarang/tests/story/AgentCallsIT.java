package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Work;

/** Agents call one another and hand their callers on, with phones that somebody else wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentCallsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANN_HZ = 700;
    private static final int BOB_HZ = 1_300;
    private static final int CALLER_HZ = 440;

    private final Path work = Work.folder("agent-calls");
    private ServerProcess server;
    private StoryFloor floor;
    private int tests;
    private Baresip ann;
    private Baresip bob;

    /** Ann serves sales; Bob serves a queue in which nobody waits. */
    @BeforeAll
    void open() {
        Conf conf =
                Conf.copy(work)
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s")
                        .change("queues.yaml", "\nrest:\n", "\n  night: {}\nrest:\n")
                        .change(
                                "agents.yaml",
                                "\n    queues: [sales]\n",
                                """

                                    queues: [sales]
                                  "2002": {queues: [night]}
                                  "2003": {queues: [sales]}
                                  "2004": {queues: [sales]}
                                calling:
                                  park-at: 70-79
                                  codes: {consult: "*2", conference: "*3"}
                                """);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void plugIn() {
        floor = new StoryFloor(Work.folder("agent-calls/" + ++tests));
        ann = floor.phone(server, server.sipPort(), "2001", ANN_HZ, 1);
        bob = floor.phone(server, server.sipPort(), "2002", BOB_HZ, 2);
        StoryFloor.awaitState(server, "2001", "available");
        StoryFloor.awaitState(server, "2002", "available");
    }

    @AfterEach
    void unplug() {
        floor.close();
    }

    /** What a phone has heard in its call number {@code call}, once its file is whole. */
    private static void assertHeard(Baresip phone, int call, int hertz) {
        await("hears " + hertz)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(phone.heard(call).secondsOf(0, hertz)).isGreaterThan(0.5));
    }

    @Test
    void agentCallsAColleagueAndBothAreEngagedMeanwhile() {
        ann.dial(server.uri("2002"));
        ann.await("CALL_ESTABLISHED", 1);
        bob.await("CALL_ESTABLISHED", 1);
        StoryFloor.awaitState(server, "2001", "engaged");
        StoryFloor.awaitState(server, "2002", "engaged");
        StoryFloor.pause(Duration.ofMillis(1_500));
        ann.hangUp();
        bob.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2001", "available");
        StoryFloor.awaitState(server, "2002", "available");
        assertHeard(ann, 1, BOB_HZ);
        assertHeard(bob, 1, ANN_HZ);
        await("nothing is left")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_legs_active") == 0);
    }

    @Test
    void allPhonesOfAQueueThatRingsAllRingOneAnswersAndTheOthersAreFreeAgain() { // CC17
        server.tool("queue", "set", "sales", "strategy=ring-all");
        server.tool("agent-state", "set", "2001", "not-ready", "--reason", "lunch");
        Baresip cyrus = floor.ringing(server, "2003", 3);
        Baresip dana = floor.ringing(server, "2004", 4);
        Baresip caller = floor.callerWhoPresses(server, "+989120000033", CALLER_HZ, '1');
        cyrus.await("CALL_INCOMING", 1);
        dana.await("CALL_INCOMING", 1);
        dana.answer();
        cyrus.await("CALL_CLOSED", 1);
        dana.await("CALL_ESTABLISHED", 1);
        StoryFloor.awaitState(server, "2004", "on-call");
        StoryFloor.awaitState(server, "2003", "available");
        assertThat(cyrus.count("CALL_ESTABLISHED")).isZero();
        StoryFloor.pause(Duration.ofSeconds(1));
        caller.hangUp();
        dana.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2004", "available");
        assertHeard(dana, 1, CALLER_HZ);
        server.tool("agent-state", "set", "2001", "available");
        server.tool("queue", "reset", "sales");
    }

    @Test
    void agentMayNotCallOutsideWithoutARule() {
        ann.dial(server.uri("09121234567"));
        ann.await("CALL_CLOSED", 1);
        assertThat(server.metric("zarang_calling_refused_total{reason=\"no-rule\"}")).isEqualTo(1);
        StoryFloor.awaitState(server, "2001", "available");
    }

    @Test
    void callerIsHandedOnAndTalksWithTheColleague() {
        Baresip caller = floor.callerWhoPresses(server, "+989120000031", CALLER_HZ, '1');
        StoryFloor.awaitState(server, "2001", "on-call");
        StoryFloor.pause(Duration.ofSeconds(1));
        ann.transfer(server.uri("2002"));
        bob.await("CALL_ESTABLISHED", 1);
        StoryFloor.awaitState(server, "2002", "engaged");
        ann.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2001", "available");
        StoryFloor.pause(Duration.ofMillis(1_500));
        caller.hangUp();
        bob.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2002", "available");
        assertHeard(caller, 1, ANN_HZ);
        assertHeard(caller, 1, BOB_HZ);
        assertHeard(bob, 1, CALLER_HZ);
    }

    @Test
    void callerIsParkedAndPickedUpByAColleague() {
        Baresip caller = floor.callerWhoPresses(server, "+989120000032", CALLER_HZ, '1');
        StoryFloor.awaitState(server, "2001", "on-call");
        StoryFloor.pause(Duration.ofMillis(1_500));
        ann.transfer(server.uri("70"));
        ann.await("CALL_CLOSED", 1);
        await("caller is parked")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_calls_parked") == 1);
        StoryFloor.pause(Duration.ofMillis(1_500));
        bob.dial(server.uri("70"));
        bob.await("CALL_ESTABLISHED", 1);
        StoryFloor.awaitState(server, "2002", "engaged");
        StoryFloor.awaitState(server, "2001", "available");
        await("caller is not parked any more")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_calls_parked") == 0);
        StoryFloor.pause(Duration.ofMillis(1_500));
        caller.hangUp();
        bob.await("CALL_CLOSED", 1);
        assertHeard(caller, 1, Conf.hertzOf("hold-music"));
        assertHeard(caller, 1, BOB_HZ);
        assertHeard(bob, 1, CALLER_HZ);
    }

    @Test
    void agentConsultsByKeysAndThenAllThreeTalk() {
        Baresip caller = floor.callerWhoPresses(server, "+989120000033", CALLER_HZ, '1');
        StoryFloor.awaitState(server, "2001", "on-call");
        String call =
                server.tool("calls", "list")
                        .path("calls")
                        .valueStream()
                        .filter(each -> each.path("agent").asString().equals("2001"))
                        .map(each -> each.path("call").asString())
                        .findFirst()
                        .orElseThrow();
        press(ann, "*22002#");
        bob.await("CALL_ESTABLISHED", 1);
        StoryFloor.pause(Duration.ofMillis(1_500));
        press(ann, "*3");
        StoryFloor.pause(Duration.ofMillis(1_500));
        ann.hangUp();
        StoryFloor.awaitState(server, "2001", "available");
        StoryFloor.pause(Duration.ofMillis(500));
        assertThat(server.agentState("2002")).as("goes on with the caller").isEqualTo("engaged");
        caller.hangUp();
        bob.await("CALL_CLOSED", 1);
        assertHeard(bob, 1, ANN_HZ);
        assertHeard(bob, 1, CALLER_HZ);
        assertHeard(caller, 1, BOB_HZ);
        assertHeard(ann, 1, BOB_HZ);
        Tone recorded = StoryFloor.recording(server, call);
        assertThat(recorded.secondsOf(1, ANN_HZ)).as("the agent's side").isGreaterThan(0.5);
        assertThat(recorded.secondsOfAll(1, ANN_HZ, BOB_HZ))
                .as("with the third")
                .isGreaterThan(0.5);
    }

    private static void press(Baresip phone, String keys) {
        keys.chars()
                .forEach(key -> {
                    phone.press((char) key);
                    StoryFloor.pause(Duration.ofMillis(120));
                });
    }
}
