package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** A supervisor at the line ({@code ./zarang queue}), while callers wait in it. */
class QueuesCommandIT {
    private final Path work = Work.folder("queue-command");
    private final StoryFloor floor = new StoryFloor(work);
    private WebhookReceiver crm;
    private ServerProcess server;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change("queues.yaml", "\nrest:\n", "\n  night: {}\nrest:\n")
                        .change(
                                "agents.yaml",
                                "agents:\n",
                                "agents:\n  \"2002\":\n    queues: [sales, night]\n");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
        crm.close();
    }

    private List<String> changes(String... command) {
        return server.tool(command).path("changes").valueStream().map(JsonNode::asString).toList();
    }

    private JsonNode waiting(String queue) {
        return server.shown("/api/v1/queues/" + queue + "/waiting").path("items");
    }

    private String fact(String type, String call, String field) {
        return crm.await(type, call).body().path("data").path(field).asString();
    }

    /** CC17: the line is looked at, changed and closed while callers stand in it. */
    @Test
    void theLineIsLookedAtMovedReprioritisedAndClosedAndWhatIsSetOutlivesTheServer() {
        floor.callerWhoPresses(server, "+989120000081", 440, '1');
        String first = crm.awaitCalls("queue.joined", 1).getFirst();
        floor.callerWhoPresses(server, "+989120000082", 460, '1');
        String second = crm.awaitCalls("queue.joined", 2).get(1);

        JsonNode line = server.tool("queue", "waiting", "sales").path("waiting");
        assertThat(line).hasSize(2);
        assertThat(line.path(0).path("call").asString()).isEqualTo(first);
        assertThat(line.path(0).path("caller").asString()).isEqualTo("+…81");
        assertThat(line.path(1).path("position").asInt()).isEqualTo(2);
        server.tool("queue", "reprioritise", "sales", second, "--ahead", "5m");
        assertThat(waiting("sales").path(0).path("id").asString()).isEqualTo(second);
        assertThat(waiting("sales").path(0).path("why").asString())
                .contains("a supervisor's word 5 min");
        assertThat(fact("queue.reprioritised", second, "by")).isEqualTo("api owner");

        server.tool("queue", "move", "sales", second, "night");
        assertThat(waiting("sales")).hasSize(1);
        assertThat(waiting("night").path(0).path("ahead_s").asInt()).isEqualTo(300);
        assertThat(fact("queue.moved", second, "to")).isEqualTo("night");

        assertThat(changes("queue", "set", "sales", "wrap-up=9s", "size=200"))
                .containsExactly("queue sales: wrap-up 5s -> 9s");
        assertThat(changes("queue", "close", "sales"))
                .containsExactly("queue sales: open true -> false");
        floor.callerWhoPresses(server, "+989120000083", 480, '1');
        String third = crm.awaitCalls("queue.left", 1).getFirst();
        assertThat(fact("queue.left", third, "reason")).isEqualTo("closed");
        assertThat(waiting("sales").path(0).path("id").asString())
                .as("who waits stays")
                .isEqualTo(first);
        assertThat(server.metric("zarang_queue_open{queue=\"sales\"}")).isZero();

        assertThat(changes("floor", "set", "tier-offsets.bronze=1m", "--dry-run"))
                .containsExactly("tier-offsets.bronze 0s -> 60s");
        assertThat(waiting("sales").path(0).path("offset_s").asInt()).as("looked only").isZero();
        changes("floor", "set", "tier-offsets.bronze=1m");
        assertThat(waiting("sales").path(0).path("offset_s").asInt()).isEqualTo(60);
        assertThat(changes("floor", "set", "skills=english:3", "--agent", "2002"))
                .containsExactly("agent 2002: skills {} -> {english=3}");

        server.kill();
        server = server.again();
        JsonNode tiers = server.tool("floor", "settings");
        assertThat(tiers.path("settings").path("tier-offsets.bronze").asString()).isEqualTo("1m");
        assertThat(tiers.path("files").path("tier-offsets.bronze").asString()).isEqualTo("0s");
        assertThat(tiers.path("changed_by").asString()).isEqualTo("api owner");
        assertThat(changes("floor", "reset")).containsExactly("tier-offsets.bronze 60s -> 0s");
        assertThat(changes("floor", "reset", "--agent", "2002"))
                .containsExactly("agent 2002: skills {english=3} -> {}");
        JsonNode shown = server.tool("queue", "show", "sales");
        assertThat(shown.path("open").asBoolean()).isFalse();
        assertThat(shown.path("settings").path("wrap-up").asString()).isEqualTo("9s");
        assertThat(shown.path("files").path("wrap-up").asString()).isEqualTo("5s");
        assertThat(shown.path("changed_by").asString()).isEqualTo("api owner");
        assertThat(changes("queue", "reset", "sales"))
                .containsExactly(
                        "queue sales: wrap-up 9s -> 5s", "queue sales: open false -> true");
        assertThat(server.shown("/api/v1/queues/sales").path("open").asBoolean()).isTrue();
    }
}
