package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/**
 * Queues and agents are set otherwise, by {@code ./zarang floor reload}, while one caller talks and
 * two wait.
 */
class FloorReloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path work = Work.folder("floor-reload");
    private final StoryFloor floor = new StoryFloor(work);
    private Conf conf;
    private WebhookReceiver crm;
    private ServerProcess server;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        conf = Conf.copy(work).webhook(crm.port());
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
        crm.close();
    }

    private List<String> reload(String... options) {
        String[] command = new String[2 + options.length];
        command[0] = "floor";
        command[1] = "reload";
        System.arraycopy(options, 0, command, 2, options.length);
        return server.tool(command)
                .path("changes")
                .valueStream()
                .map(each -> each.asString())
                .toList();
    }

    private String agentOf(String call) {
        return crm.await("call.answered", call).body().path("data").path("agent").asString();
    }

    @Test
    void nobodyIsLoggedOutTheWaitingKeepTheirPlaceAndANewAgentGetsTheNextCaller() {
        floor.agent(server);
        Baresip talking = floor.callerWhoPresses(server, "+989120000071", 440, '1');
        String first = crm.awaitCalls("call.answered", 1).getFirst();
        floor.callerWhoPresses(server, "+989120000072", 460, '1');
        crm.awaitCalls("queue.joined", 2);
        floor.callerWhoPresses(server, "+989120000073", 480, '1');
        List<String> joined = crm.awaitCalls("queue.joined", 3);
        assertThat(joined.getFirst()).isEqualTo(first);
        assertThat(reload()).as("the files say what is so").isEmpty();

        conf.change("queues.yaml", "wrap-up: 5s ", "wrap-up: 1s ")
                .change("queues.yaml", "\nrest:\n", "\n  night: {}\nrest:\n")
                .change(
                        "agents.yaml",
                        "agents:\n",
                        "agents:\n  \"2002\":\n    name: Agent 2002\n    queues: [sales, night]\n");
        List<String> changes = reload("--dry-run");
        assertThat(changes).anyMatch(change -> change.contains("2002"));
        assertThat(changes).anyMatch(change -> change.contains("night"));
        assertThat(changes).anyMatch(change -> change.contains("sales"));
        assertThat(server.tool("floor", "show").path("agents")).as("looked only").hasSize(1);
        assertThat(reload()).isEqualTo(changes);

        assertThat(server.agentState("2001")).isEqualTo("on-call");
        assertThat(server.agentState("2002")).isEqualTo("logged-out");
        assertThat(server.metric("zarang_phones_registered")).isEqualTo(1);
        assertThat(crm.calls("queue.left")).as("who gave up").isEmpty();

        floor.agent(server, "2002", 2);
        assertThat(crm.awaitCalls("call.answered", 2))
                .as("who came first is served first")
                .containsExactly(first, joined.get(1));
        assertThat(agentOf(joined.get(1))).isEqualTo("2002");
        assertThat(crm.calls("call.ended")).as("nobody was cut off").isEmpty();

        talking.hangUp();
        assertThat(crm.awaitCalls("call.answered", 3)).endsWith(joined.get(2));
        assertThat(agentOf(joined.get(2))).as("who was at work all the time").isEqualTo("2001");
        assertThat(server.agentState("2002")).isEqualTo("on-call");
        floor.close();
        await("all calls told of")
                .atMost(PATIENCE)
                .until(() -> crm.calls("call.ended").size() == 3);
    }
}
