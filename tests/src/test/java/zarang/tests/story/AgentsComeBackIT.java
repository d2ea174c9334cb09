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
import zarang.tests.kit.Phone;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Work;

/** An agent who was away is offered callers again, by every way that the pages promise. */
class AgentsComeBackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path work = Work.folder("agents-come-back");
    private final StoryFloor floor = new StoryFloor(work);
    private ServerProcess server;

    /** One ring of a second that nobody takes makes an agent not ready, for four seconds. */
    @BeforeEach
    void open() {
        Conf conf =
                Conf.copy(work)
                        .change("queues.yaml", "ring-timeout: 20s", "ring-timeout: 1s")
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 0s")
                        .change("queues.yaml", "misses: 3", "misses: 1")
                        .change("queues.yaml", "not-ready: 10m", "not-ready: 4s");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
    }

    private void awaitState(String state) {
        await("agent 2001 is " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> server.agentState("2001").equals(state));
    }

    @Test
    void agentIsBackByATimeOutByASupervisorByItsPhoneAndAfterARestart() {
        Baresip caller;
        try (Phone emptyChair = Phone.agent(server, "2001", "--let-ring")) {
            caller = floor.callerWhoPresses(server, "+989120000021", 440, '1');
            emptyChair.await("incoming", 1);
            awaitState("not-ready");
            emptyChair.await("incoming", 2);
            awaitState("not-ready");
            assertThat(server.tool("floor", "ready", "2001").path("state").asString())
                    .as("the caller who waits is offered at once")
                    .isEqualTo("reserved");
            emptyChair.await("incoming", 3);
            awaitState("not-ready");
            // a second phone, while the first one still rings in the empty room
            floor.agent(server);
            awaitState("on-call");
            caller.hangUp();
            awaitState("available");
        }
        assertThat(server.agentState("2001")).as("one of two phones left").isEqualTo("available");

        assertThat(server.stop()).isZero();
        server = server.again();
        assertThat(server.agentState("2001"))
                .as("the phone has not registered since")
                .isEqualTo("available");
        floor.callerWhoPresses(server, "+989120000022", 440, '1');
        awaitState("on-call");
    }
}
