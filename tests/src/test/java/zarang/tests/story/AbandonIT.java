package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Phone;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** Callers who give up and agents who do not come: the floor goes on. */
class AbandonIT {
    private static final String FIRST = "+989120000041";
    private static final String SECOND = "+989120000042";

    private final Path work = Work.folder("abandon");
    private final StoryFloor floor = new StoryFloor(work);
    private WebhookReceiver crm;
    private ServerProcess server;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change("queues.yaml", "ring-timeout: 20s", "ring-timeout: 5s")
                        .change(
                                "agents.yaml",
                                "  \"2001\":\n    name",
                                "  \"2002\":\n    name: Agent 2002\n    queues: [sales]\n"
                                        + "  \"2001\":\n    name");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
        crm.close();
    }

    @Test
    void aCallerWhoHangsUpWhileTheAgentRingsFreesTheAgentForTheNext() { // CC17
        Baresip first = floor.callerWhoPresses(server, FIRST, 440, '1');
        crm.awaitCalls("queue.joined", 1);
        floor.callerWhoPresses(server, SECOND, 480, '1');
        List<String> calls = crm.awaitCalls("queue.joined", 2);
        try (Phone agent = Phone.agent(server, "2001", "--answer", "--after", "4s")) {
            agent.await("incoming", 1);
            first.hangUp();
            agent.await("ended", 1);
            assertThat(agent.count("answered")).as("the phone stopped ringing").isZero();
            agent.await("incoming", 2).await("answered", 1);
            assertThat(crm.awaitCalls("call.answered", 1)).containsExactly(calls.get(1));
            assertThat(
                            crm.await("call.ended", calls.get(0))
                                    .body()
                                    .path("data")
                                    .path("result")
                                    .asString())
                    .isEqualTo("abandoned-in-queue");
        }
        crm.await("call.ended", calls.get(1));
    }

    @Test
    void aCallerKeepsItsPlaceWhenAnAgentDoesNotComeToThePhone() {
        floor.callerWhoPresses(server, FIRST, 440, '1');
        crm.awaitCalls("queue.joined", 1);
        floor.callerWhoPresses(server, SECOND, 480, '1');
        List<String> calls = crm.awaitCalls("queue.joined", 2);
        try (Phone absent = Phone.agent(server, "2001", "--let-ring")) {
            absent.await("incoming", 1).await("ended", 1);
            assertThat(crm.await("offer.failed", calls.get(0)).body().path("data").path("reason"))
                    .hasToString("\"no-answer\"");
            try (Phone present = Phone.agent(server, "2002", "--answer")) {
                present.await("answered", 1);
                assertThat(crm.awaitCalls("call.answered", 1))
                        .as("who came first is served first, although its first agent failed")
                        .containsExactly(calls.get(0));
                assertThat(crm.types(calls.get(0)))
                        .containsSubsequence("agent.offered", "offer.failed", "agent.offered");
            }
        }
    }
}
