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
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** A supervisor in a talk, with phones that somebody else wrote: who hears whom, by frequency. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SENTENCE = Duration.ofSeconds(2);
    private static final int AGENT_HZ = 700;
    private static final int SUPERVISOR_HZ = 1_300;
    private static final int CALLER_HZ = 440;

    /** A tenth is a window on the seam of two sentences. */
    private static final double SEAM_SECONDS = 0.2;

    private final Path work = Work.folder("supervisor");
    private ServerProcess server;
    private StoryFloor floor;
    private int tests;
    private Baresip caller;
    private Baresip agent;
    private Baresip supervisor;
    private String call;

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
                                  "2009": {queues: [night]}
                                calling:
                                  supervisors: ["2009"]
                                  supervision-codes: {listen: "*81", whisper: "*82", barge: "*83"}
                                """);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void callerTalksWithTheAgent() {
        floor = new StoryFloor(Work.folder("supervisor/" + ++tests));
        agent = floor.phone(server, server.sipPort(), "2001", AGENT_HZ, 1);
        supervisor = floor.phone(server, server.sipPort(), "2009", SUPERVISOR_HZ, 2);
        StoryFloor.awaitState(server, "2001", "available");
        StoryFloor.awaitState(server, "2009", "available");
        caller = floor.callerWhoPresses(server, "+98912000004" + tests, CALLER_HZ, '1');
        StoryFloor.awaitState(server, "2001", "on-call");
        JsonNode calls = server.tool("calls", "list").path("calls");
        assertThat(calls.size()).isEqualTo(1);
        assertThat(calls.path(0).path("state").asString()).isEqualTo("talking");
        assertThat(calls.path(0).path("agent").asString()).isEqualTo("2001");
        assertThat(calls.path(0).path("caller").asString()).isEqualTo("+…4" + tests);
        call = calls.path(0).path("call").asString();
    }

    @AfterEach
    void unplug() {
        floor.close();
        await("nothing is left")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_legs_active") == 0);
    }

    private void joins(String mode) {
        server.tool("calls", "supervise", call, "--supervisor", "2009", "--mode", mode);
        supervisor.await("CALL_ESTABLISHED", 1);
        StoryFloor.awaitState(server, "2009", "engaged");
    }

    private static Tone heard(Baresip phone) {
        return await("what it heard")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> phone.heard(1), tone -> tone.seconds() > 1);
    }

    @Test
    void callerHearsNothingOfAListenerAndNothingOfAWhisperAndTheAgentHearsTheWhisper() {
        joins("listen");
        StoryFloor.pause(SENTENCE);
        server.tool("calls", "become", call, "whisper");
        StoryFloor.pause(SENTENCE);
        caller.hangUp();
        supervisor.await("CALL_CLOSED", 1);
        agent.await("CALL_CLOSED", 1);
        Tone ofCaller = heard(caller);
        assertThat(ofCaller.secondsOf(0, AGENT_HZ)).isGreaterThan(3.5);
        assertThat(ofCaller.secondsOfAll(0, AGENT_HZ, SUPERVISOR_HZ)).isZero();
        assertThat(ofCaller.secondsOf(0, SUPERVISOR_HZ)).isZero();
        Tone ofAgent = heard(agent);
        assertThat(ofAgent.secondsOfAll(0, CALLER_HZ, SUPERVISOR_HZ)).isGreaterThan(1.2);
        assertThat(ofAgent.secondsOf(0, CALLER_HZ)).as("while it listened").isGreaterThan(1.2);
        Tone ofSupervisor = heard(supervisor);
        assertThat(ofSupervisor.secondsOfAll(0, CALLER_HZ, AGENT_HZ)).isGreaterThan(3);
        assertThat(ofSupervisor.secondsOf(0, Tone.BUSY_HZ)).as("the talk is over").isPositive();
        assertThat(ofCaller.seconds() - ofCaller.firstHeard(0, AGENT_HZ))
                .as("the talk, without a gap")
                .isLessThan(ofCaller.secondsOf(0, AGENT_HZ) + SEAM_SECONDS);
    }

    @Test
    void allHearWhoBargesInByAKeyAndTheTalkGoesOnWithoutIt() {
        joins("listen");
        supervisor.press('6');
        await("barges in")
                .atMost(PATIENCE)
                .until(() ->
                        server.tool("calls", "show", call)
                                .path("supervisors")
                                .path(0)
                                .path("mode")
                                .asString()
                                .equals("barge"));
        StoryFloor.pause(SENTENCE);
        Tool.Outcome left = Tool.run("calls", "leave", call, "--data", server.data().toString());
        assertThat(left.exit()).isZero();
        supervisor.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2009", "available");
        StoryFloor.pause(SENTENCE);
        caller.hangUp();
        agent.await("CALL_CLOSED", 1);
        assertThat(heard(caller).secondsOfAll(0, AGENT_HZ, SUPERVISOR_HZ)).isGreaterThan(1.2);
        assertThat(heard(agent).secondsOfAll(0, CALLER_HZ, SUPERVISOR_HZ)).isGreaterThan(1.2);
        assertThat(heard(caller).secondsOf(0, AGENT_HZ)).as("before and after").isGreaterThan(1.2);
    }

    @Test
    void supervisorDialsItsWayInAndTakesTheCallerOver() {
        supervisor.dial(server.uri("*812001"));
        supervisor.await("CALL_ESTABLISHED", 1);
        StoryFloor.awaitState(server, "2009", "engaged");
        StoryFloor.pause(SENTENCE);
        server.tool("calls", "become", call, "take-over");
        agent.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2001", "available");
        StoryFloor.pause(SENTENCE);
        assertThat(server.tool("calls", "show", call).path("agent").asString()).isEqualTo("2009");
        caller.hangUp();
        supervisor.await("CALL_CLOSED", 1);
        assertThat(heard(caller).secondsOf(0, SUPERVISOR_HZ)).isGreaterThan(1.2);
        assertThat(heard(supervisor).secondsOfAll(0, CALLER_HZ, AGENT_HZ)).isGreaterThan(1.2);
        Tool.Outcome over = Tool.run("calls", "show", call, "--data", server.data().toString());
        assertThat(over.exit()).isEqualTo(1);
        assertThat(over.err()).contains("is under way");
    }

    @Test
    void callGoesBackToItsQueueAndIsEndedFromOutside() {
        assertThat(Tool.run("calls", "requeue", call, "--data", server.data().toString()).exit())
                .isZero();
        agent.await("CALL_CLOSED", 1);
        agent.await("CALL_ESTABLISHED", 2);
        StoryFloor.pause(SENTENCE);
        assertThat(Tool.run("calls", "hang-up", call, "--data", server.data().toString()).exit())
                .isZero();
        caller.await("CALL_CLOSED", 1);
        agent.await("CALL_CLOSED", 2);
    }
}
