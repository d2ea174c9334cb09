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
import zarang.tests.kit.Kamailio;
import zarang.tests.kit.Ports;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Work;

/**
 * A Kamailio stands between everybody and the server: phones register through it, callers come
 * through it, and every request of a call passes it.
 */
class ProxyInFrontIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANN_HZ = 700;
    private static final int BOB_HZ = 1_300;
    private static final int CALLER_HZ = 440;

    private final Path work = Work.folder("proxy-in-front");
    private final StoryFloor floor = new StoryFloor(work);
    private ServerProcess server;
    private Kamailio proxy;
    private Baresip ann;

    /** The first server of the proxy's list is away. */
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
        server =
                ServerProcess.start(
                        conf.folder(),
                        work.resolve("data"),
                        conf.promptsSetting(),
                        "sip.path-from=127.0.0.1/32");
        proxy = Kamailio.inFrontOf(work.resolve("kamailio"), Ports.free(), server.sipPort());
        ann = floor.phone(server, proxy.port(), "2001", ANN_HZ, 1);
    }

    @AfterEach
    void close() {
        floor.close();
        proxy.close();
        server.close();
    }

    @Test
    void callerAndAgentTalkHoldAndHangUpThroughTheProxy() {
        try (Baresip caller =
                Baresip.caller(
                        work.resolve("caller"),
                        "+989120000051",
                        Tone.sine(work.resolve("caller.wav"), CALLER_HZ, 60))) {
            caller.dial(proxy.uri("1000"));
            caller.await("CALL_ESTABLISHED", 1);
            StoryFloor.pause(Duration.ofMillis(1_400));
            caller.press('1');
            ann.await("CALL_ESTABLISHED", 1);
            StoryFloor.awaitState(server, "2001", "on-call");
            StoryFloor.pause(Duration.ofMillis(1_500));
            long invites = proxy.count("passes INVITE");
            ann.hold();
            await("re-INVITE").atMost(PATIENCE).until(() -> proxy.count("passes INVITE") > invites);
            ann.resume();
            await("and again")
                    .atMost(PATIENCE)
                    .until(() -> proxy.count("passes INVITE") > invites + 1);
            StoryFloor.pause(Duration.ofMillis(500));
            ann.hangUp();
            caller.await("CALL_CLOSED", 1);
            StoryFloor.awaitState(server, "2001", "available");
            assertThat(caller.heard(1).secondsOf(0, ANN_HZ)).as("hears Ann").isGreaterThan(1);
            assertThat(ann.heard(1).secondsOf(0, CALLER_HZ)).as("Ann hears").isGreaterThan(1);
        }
        assertThat(proxy.count("passes BYE")).as("the agent's and the caller's").isEqualTo(2);
        assertNothingIsLeft();
    }

    @Test
    void agentProvesItselfThroughTheProxyAndCallsAColleague() {
        try (Baresip bob = floor.phone(server, proxy.port(), "2002", BOB_HZ, 2)) {
            ann.dial(proxy.uri("2002"));
            bob.await("CALL_ESTABLISHED", 1);
            StoryFloor.awaitState(server, "2001", "engaged");
            StoryFloor.awaitState(server, "2002", "engaged");
            StoryFloor.pause(Duration.ofMillis(1_500));
            bob.hangUp();
            ann.await("CALL_CLOSED", 1);
            StoryFloor.awaitState(server, "2001", "available");
            assertThat(ann.heard(1).secondsOf(0, BOB_HZ)).as("Ann hears Bob").isGreaterThan(1);
            assertThat(bob.heard(1).secondsOf(0, ANN_HZ)).as("Bob hears Ann").isGreaterThan(1);
        }
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        await("no leg is left")
                .atMost(PATIENCE)
                .until(() -> server.metric("zarang_legs_active") == 0);
    }
}
