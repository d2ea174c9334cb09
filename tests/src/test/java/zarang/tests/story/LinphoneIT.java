package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Linphone;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Work;

/** An agent works with Linphone: registers, is rung, talks, hands on, hangs up. */
class LinphoneIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANN_HZ = 1_000;
    private static final int BOB_HZ = 1_300;
    private static final int CALLER_HZ = 440;

    private final Path work = Work.folder("linphone");
    private final StoryFloor floor = new StoryFloor(work);
    private ServerProcess server;
    private Linphone ann;

    @BeforeEach
    void open() {
        Conf conf =
                Conf.copy(work)
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 1s")
                        .change("queues.yaml", "\nrest:\n", "\n  night: {}\nrest:\n")
                        .change(
                                "agents.yaml",
                                "\n    queues: [sales]\n",
                                "\n    queues: [sales]\n  \"2002\": {queues: [night]}\n");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
        ann =
                Linphone.agent(
                        work.resolve("ann"),
                        "2001",
                        server.agentSecret("2001"),
                        server.sipPort(),
                        Tone.sine(work.resolve("ann.wav"), ANN_HZ, 60));
        awaitRegistered(1);
    }

    @AfterEach
    void close() {
        floor.close();
        ann.close();
        server.close();
    }

    private void awaitRegistered(int phones) {
        await("registrations")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_phones_registered") == phones);
    }

    private Baresip callerWhoTalksWithAnn(String number) {
        Baresip caller = floor.callerWhoPresses(server, number, CALLER_HZ, '1');
        ann.await("incoming call", 1).answer();
        StoryFloor.awaitState(server, "2001", "on-call");
        StoryFloor.pause(Duration.ofMillis(1_500));
        return caller;
    }

    @Test
    void agentTalksWithACallerBothWaysAndHangsUp() {
        Baresip caller = callerWhoTalksWithAnn("+989120000041");
        ann.hangUp();
        caller.await("CALL_CLOSED", 1);
        StoryFloor.awaitState(server, "2001", "available");
        assertThat(caller.heard(1).secondsOf(0, ANN_HZ)).as("caller hears Ann").isGreaterThan(1);
        assertThat(ann.heard().secondsOf(0, CALLER_HZ)).as("Ann hears the caller").isGreaterThan(1);
        assertNothingIsLeft();
    }

    @Test
    void callerWhoHangsUpLeavesTheAgentFree() {
        Baresip caller = callerWhoTalksWithAnn("+989120000042");
        caller.hangUp();
        ann.await("Call .* ended", 1);
        StoryFloor.awaitState(server, "2001", "available");
        assertNothingIsLeft();
    }

    @Test
    void callerIsHandedOnByReferAndTalksWithTheColleague() {
        try (Baresip bob =
                Baresip.agent(
                        work.resolve("bob"),
                        "2002",
                        server.agentSecret("2002"),
                        server.sipPort(),
                        Tone.sine(work.resolve("bob.wav"), BOB_HZ, 60))) {
            awaitRegistered(2);
            Baresip caller = callerWhoTalksWithAnn("+989120000043");
            ann.transfer(server.uri("2002"));
            bob.await("CALL_ESTABLISHED", 1);
            StoryFloor.awaitState(server, "2002", "engaged");
            ann.await("Call .* ended", 1);
            StoryFloor.awaitState(server, "2001", "available");
            StoryFloor.pause(Duration.ofMillis(1_500));
            caller.hangUp();
            bob.await("CALL_CLOSED", 1);
            assertThat(caller.heard(1).secondsOf(0, ANN_HZ)).as("hears Ann").isGreaterThan(1);
            assertThat(caller.heard(1).secondsOf(0, BOB_HZ)).as("then Bob").isGreaterThan(1);
            assertThat(bob.heard(1).secondsOf(0, CALLER_HZ)).as("Bob hears").isGreaterThan(1);
            assertNothingIsLeft();
        }
    }

    private void assertNothingIsLeft() {
        await("no leg is left")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_legs_active") == 0);
    }
}
