package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** An agent with a real phone pauses in a talk, stays away over kill -9, and comes back. */
class AgentStateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path work = Work.folder("agent-state");
    private final StoryFloor floor = new StoryFloor(work);
    private WebhookReceiver crm;
    private ServerProcess server;
    private Conf conf;

    @BeforeEach
    void open() {
        crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);
        conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change(
                                "agents.yaml",
                                "\n    queues: [sales]\n",
                                """

                                    queues: [sales]
                                calling:
                                  state-codes: {ready: "*51", log-out: "*52", pause: "*53", more-wrap-up: "*54"}
                                dispositions:
                                  sold: {queues: [sales]}
                                disposition-ends-wrap-up: true
                                """);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        floor.close();
        server.close();
        crm.close();
    }

    private JsonNode shown() {
        return server.shown("/api/v1/agents/2001");
    }

    private void awaitState(String state) {
        await(state).atMost(PATIENCE).until(() -> shown().path("state").asString(), state::equals);
    }

    @Test
    void aPauseWaitsForTheTalkOutlivesTheServerAndEndsWithAWord() {
        Baresip phone = floor.agent(server);
        Baresip caller = floor.callerWhoPresses(server, "+989120000081", 440, '1');
        crm.awaitCalls("call.answered", 1);

        JsonNode asked =
                server.tool("agent-state", "set", "2001", "not-ready", "--reason", "lunch");
        assertThat(asked.path("state").asString()).as("the talk first").isEqualTo("on-call");
        assertThat(asked.path("next").path("reason").asString()).isEqualTo("lunch");
        caller.hangUp();
        awaitState("not-ready");
        assertThat(shown().path("reason").asString()).isEqualTo("lunch");

        floor.callerWhoPresses(server, "+989120000082", 460, '1');
        String waiting = crm.awaitCalls("queue.joined", 2).getLast();
        server.kill();
        server = server.again();
        await("the phone is known again").atMost(PATIENCE).until(() -> shown().has("reason"));
        assertThat(shown().path("reason").asString()).as("kept over kill -9").isEqualTo("lunch");

        Baresip third = floor.callerWhoPresses(server, "+989120000083", 480, '1');
        List<String> joined = crm.awaitCalls("queue.joined", 3);
        assertThat(joined.getLast()).isNotEqualTo(waiting);
        dials(phone, server.uri("*51"), 2);
        assertThat(crm.awaitCalls("call.answered", 2)).contains(joined.getLast());

        third.hangUp();
        awaitState("wrap-up");
        Instant before = Instant.parse(shown().path("until").asString());
        dials(phone, server.uri("*543"), 4);
        assertThat(Instant.parse(shown().path("until").asString()))
                .as("three minutes more")
                .isEqualTo(before.plusSeconds(180));
        String disposition = "/api/v1/calls/" + joined.getLast() + "/disposition";
        server.put(disposition, "{\"code\":\"sold\"}");
        awaitState("available");
        JsonNode again = server.put(disposition, "{\"code\":\"sold\"}");
        assertThat(again.path("revision").asInt()).isEqualTo(1);
        assertThat(crm.awaitCalls("call.disposed", 1)).containsExactly(joined.getLast());
        conf.change("agents.yaml", "\ndisposition-ends", "\n  later: {}\ndisposition-ends");
        assertThat(server.tool("floor", "reload").path("changes").path(0).asString())
                .isEqualTo("disposition later: new");
        JsonNode later = server.put(disposition, "{\"code\":\"later\"}");
        assertThat(later.path("revision").asInt()).isEqualTo(2);
        dials(phone, server.uri("*532"), 5);
        awaitState("not-ready");
        assertThat(shown().path("reason").asString()).isEqualTo("lunch");
        dials(phone, server.uri("*52"), 6);
        awaitState("logged-out");
        assertCounted(before.minus(Duration.ofHours(1)));
    }

    /** The one who waited when the server was killed is lost, and nobody else. */
    private void assertCounted(Instant from) {
        String[] queues = {"stats", "queues", "--interval", "total", "--from", from.toString()};
        await("both talks are over")
                .atMost(PATIENCE)
                .until(() -> server.tool(queues).at("/queues/0/talks").asInt() == 2);
        JsonNode sales = server.tool(queues).at("/queues/0");
        assertThat(sales.path("offered").asInt()).isEqualTo(3);
        assertThat(sales.path("answered").asInt()).isEqualTo(2);
        assertThat(sales.path("left").toString()).isEqualTo("{\"lost\":1}");
        assertThat(sales.path("waiting").asInt()).isZero();
        JsonNode handling = sales.path("handling");
        assertThat(handling.path("wrapUpMs").asLong()).as("of both talks").isPositive();
        JsonNode ann =
                server.tool("stats", "agents", "--interval", "total", "--from", from.toString())
                        .at("/agents/0");
        assertThat(ann.path("agent").asString()).isEqualTo("2001");
        assertThat(ann.path("answered").asInt()).isEqualTo(2);
        assertThat(ann.path("handling")).as("she alone served").isEqualTo(handling);
        assertThat(ann.path("states").toString())
                .contains("\"state\":\"not-ready\",\"reason\":\"lunch\"", "on-call")
                .doesNotContain("logged-out");
    }

    /**
     * The agent dials for itself, and is hung up when it has heard the beep.
     *
     * @param calls of its phone so far, with this one
     */
    private static void dials(Baresip phone, String uri, int calls) {
        phone.dial(uri);
        phone.await("CALL_CLOSED", calls);
    }
}
