package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Conf;
import zarang.tests.kit.Phone;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tone;
import zarang.tests.kit.Tool;
import zarang.tests.kit.WebhookReceiver;
import zarang.tests.kit.Work;

/** Flows that ring somebody and take messages, with real phones and real audio. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowCallsIT {
    private static final int CALLER_HZ = 440;
    private static final String CALLER = "+989120000071";
    private static final String MESSAGE =
            """
            flow: hotline
            language: fa
            start: message
            steps:
              message:
                voicemail: complaints
                greeting: greet
                on: {left: bye, too-short: bye, failed: bye}
              bye: {play: goodbye, next: end}
              end: {hang-up: }
            """;
    private static final String GONE =
            """
            flow: hotline
            language: fa
            variables: {reached: {type: text, default: menu}}
            on-hang-up: tell
            start: menu
            steps:
              menu:
                menu: main-menu
                on: {"1": wanted, no-input: end, no-match: end}
              wanted: {set: {reached: "'queue'"}, next: queue}
              queue:
                queue: sales
                on: {answered: end, full: end, max-wait: end, no-agents: end}
              tell:
                webhook: "http://127.0.0.1:PORT/gone"
                send: {phone: call.caller, reached: reached}
                on: {sent: end, timeout: end, error: end}
              end: {hang-up: }
            """;
    private static final String DIAL =
            """
            flow: hotline
            language: fa
            start: on-duty
            steps:
              on-duty:
                dial: ["2002", "2001"]
                on: {answered: bye, busy: end, no-answer: end, rejected: end, unreachable: end}
              bye: {play: goodbye, next: end}
              end: {hang-up: }
            """;

    private static final String PIN =
            """
            flow: hotline
            language: fa
            variables: {pin: digits}
            start: greeting
            steps:
              greeting: {play: greet, next: main}
              main:
                menu: main-menu
                on: {"1": pin, no-input: end, no-match: end}
              pin:
                collect: connecting
                into: pin
                digits: {min: 4, max: 4}
                on: {digits: bye, no-input: end, no-match: end}
              bye: {play: goodbye, next: end}
              end: {hang-up: }
            """;

    private static final String QUEUE =
            """
            flow: hotline
            language: fa
            start: sales
            steps:
              sales:
                queue: sales
                callback-key: "1"
                on:
                  answered: end
                  full: end
                  max-wait: end
                  no-agents: end
                  callback-booked: bye
              bye: {play: goodbye, next: end}
              end: {hang-up: }
            """;

    private static final String CONFERENCE =
            """
            flow: hotline
            language: fa
            start: meet
            steps:
              meet: {conference: ["2001", "2002"], on: {over: bye, nobody: end}}
              bye: {play: goodbye, next: end}
              end: {hang-up: }
            """;

    private final Path work = Work.folder("flow-calls");
    private final Path scripts = work.resolve("scripts");
    private final WebhookReceiver crm = new WebhookReceiver(0, Conf.WEBHOOK_SECRET);

    @SuppressWarnings("NullAway.Init") // @BeforeAll starts it
    private ServerProcess server;

    private StoryFloor floor = new StoryFloor(work);
    private int tests;

    @BeforeAll
    void open() throws IOException {
        Files.createDirectories(scripts);
        Files.writeString(scripts.resolve("hotline.yaml"), MESSAGE);
        Conf conf =
                Conf.copy(work)
                        .webhook(crm.port())
                        .change("queues.yaml", "wrap-up: 5s", "wrap-up: 0s")
                        .change(
                                "agents.yaml",
                                "\n    queues: [sales]\n",
                                "\n    queues: [sales]\n  \"2002\": {queues: [sales]}\n")
                        .append("zarang.yaml", "\nscript-http: {allow: [127.0.0.0/8]}");
        server =
                ServerProcess.start(
                        conf.folder(),
                        work.resolve("data"),
                        conf.promptsSetting(),
                        "ivr.scripts=" + scripts);
    }

    @AfterAll
    void close() {
        server.close();
        crm.close();
    }

    @BeforeEach
    void begin() throws IOException {
        floor = new StoryFloor(Files.createDirectories(work.resolve("test" + ++tests)));
        crm.forget();
    }

    @AfterEach
    void everybodyIsAway() {
        floor.close();
        await("the phones are away")
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.metric("zarang_phones_registered") == 0);
    }

    private void publish(String flow) throws IOException {
        Files.writeString(scripts.resolve("hotline.yaml"), flow);
        server.tool("flow", "publish");
    }

    private String speaks() {
        Baresip caller = floor.caller(server, CALLER, CALLER_HZ);
        String call = crm.awaitCalls("call.connected", 1).getFirst();
        StoryFloor.pause(Duration.ofSeconds(5));
        caller.hangUp();
        return call;
    }

    private void isLeft(String call, boolean repaired) {
        JsonNode left = crm.await("voicemail.left", call).body().path("data");
        assertThat(left.path("box").asString()).isEqualTo("complaints");
        assertThat(left.path("recording").asString()).isEqualTo(call + "-1");
        assertThat(left.path("repaired").asBoolean()).isEqualTo(repaired);
        Tone said = StoryFloor.recording(server, call);
        assertThat(said.secondsOf(0, CALLER_HZ)).as("what the caller said").isGreaterThan(2);
    }

    @Test
    void callerWhoHangsUpWhileSpeakingHasLeftAMessage() throws IOException {
        publish(MESSAGE);
        isLeft(speaks(), false);
    }

    @Test
    void messageOfACallThatAKillCutOffIsToldOfAfterTheRestart() throws IOException {
        publish(MESSAGE);
        floor.caller(server, CALLER, CALLER_HZ);
        String call = crm.awaitCalls("call.connected", 1).getFirst();
        StoryFloor.pause(Duration.ofSeconds(6));
        server.kill();
        server = server.again();
        isLeft(call, true);
    }

    @Test
    void agentWhomAFlowRingsTalksWithTheCallerAndTheFlowGoesOnAfterThat() throws IOException {
        publish(DIAL);
        Baresip agent = floor.agent(server);
        Baresip caller = floor.caller(server, CALLER, CALLER_HZ);
        agent.await("CALL_ESTABLISHED", 1);
        String call = crm.awaitCalls("call.connected", 1).getFirst();
        StoryFloor.pause(Duration.ofSeconds(3));
        agent.hangUp();
        caller.await("CALL_CLOSED", 1);
        assertThat(caller.heard(1).secondsOf(0, StoryFloor.AGENT_HZ)).isGreaterThan(1.5);
        assertThat(agent.heard(1).secondsOf(0, CALLER_HZ)).isGreaterThan(1.5);
        assertThat(crm.await("call.ended", call).body().path("data").path("result").asString())
                .isEqualTo("served");
        assertThat(crm.types(call)).contains("call.dialled");
    }

    private int ask(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String token = Files.readString(server.data().resolve("secrets/admin-token")).strip();
            return http.send(
                            HttpRequest.newBuilder(server.http().resolve(path))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void callThatWasRecordedBecomesATestThatPassesAndHoldsNoSecret() throws Exception {
        publish(PIN);
        Path test = work.resolve("scripts/hotline.test.yaml");
        CompletableFuture<JsonNode> trace =
                CompletableFuture.supplyAsync(
                        () -> server.tool("flow", "record", "hotline", "--out", test + ""));
        await("the wish for a trace")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ask("/api/v1/flows/hotline/traces/1") == 200);
        Baresip caller = floor.caller(server, CALLER, CALLER_HZ);
        StoryFloor.pause(Duration.ofMillis(1500));
        for (char key : "14711".toCharArray()) {
            caller.press(key);
            StoryFloor.pause(Duration.ofMillis(400));
        }
        caller.await("CALL_CLOSED", 1);
        assertThat(trace.get(30, TimeUnit.SECONDS).path("state").asString()).isEqualTo("done");
        assertThat(Files.readString(test))
                .contains("hears greet", "press 1", "hears goodbye", "are made up")
                .doesNotContain("press 4\"", CALLER, "does not pass", "another way");
        Tool.Outcome tried =
                Tool.run(
                        "flow",
                        "test",
                        "--prompts",
                        work.resolve("prompts").toString(),
                        test.toString());
        Files.delete(test); // it is of this flow alone
        assertThat(tried.exit()).as(tried.toString()).isZero();
        await("counts of the call")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> server.tool("flow", "counts", "hotline").path("steps").toString(),
                        steps ->
                                steps.contains("\"step\":\"main\"")
                                        && steps.contains("\"on.1\":[1]"));
    }

    @Test
    void callerWhoHangsUpIsToldOfByTheScriptAfterTheCall() throws Exception {
        try (ToldByScripts told = new ToldByScripts()) {
            publish(GONE.replace("PORT", "" + told.port()));
            Baresip caller = floor.callerWhoPresses(server, CALLER, CALLER_HZ, '1');
            String call = crm.awaitCalls("queue.joined", 1).getFirst();
            caller.hangUp();
            assertThat(told.take())
                    .isEqualTo("{\"phone\":\"%s\",\"reached\":\"queue\"}".formatted(CALLER));
            assertThat(crm.await("call.ended", call).body().path("data").path("result").asString())
                    .isEqualTo("abandoned-in-queue");
        }
    }

    @Test
    void allWhoComeToAConferenceHearOneAnotherAndTheFlowGoesOnWhenTheyHaveGone()
            throws IOException {
        publish(CONFERENCE);
        int other = 1100;
        Baresip first = floor.agent(server);
        Baresip second = floor.phone(server, server.sipPort(), "2002", other, 2);
        Baresip caller = floor.caller(server, CALLER, CALLER_HZ);
        first.await("CALL_ESTABLISHED", 1);
        second.await("CALL_ESTABLISHED", 1);
        String call = crm.awaitCalls("call.connected", 1).getFirst();
        StoryFloor.pause(Duration.ofSeconds(3));
        first.hangUp();
        StoryFloor.pause(Duration.ofSeconds(2));
        second.hangUp();
        caller.await("CALL_CLOSED", 1);
        assertThat(caller.heard(1).secondsOfAll(0, StoryFloor.AGENT_HZ, other)).isGreaterThan(1.5);
        assertThat(caller.heard(1).secondsOf(0, other)).as("alone with one").isGreaterThan(1);
        assertThat(first.heard(1).secondsOfAll(0, CALLER_HZ, other)).isGreaterThan(1.5);
        assertThat(second.heard(1).secondsOfAll(0, CALLER_HZ, StoryFloor.AGENT_HZ))
                .isGreaterThan(1.5);
        assertThat(crm.await("call.ended", call).body().path("data").path("result").asString())
                .isEqualTo("served");
    }

    private List<JsonNode> told(String type) {
        return crm.taken().stream()
                .filter(delivery -> delivery.type().equals(type))
                .map(delivery -> delivery.body().path("data"))
                .toList();
    }

    @Test
    void callerWhoAsksToBeCalledBackIsOnTheListAlsoAfterAKill() throws IOException {
        publish(QUEUE);
        floor.agent(server);
        floor.caller(server, CALLER, CALLER_HZ);
        String first = crm.awaitCalls("call.answered", 1).getFirst();
        try (Phone second =
                Phone.caller(
                        server,
                        "+989120000072",
                        work.resolve("second.wav"),
                        "--press",
                        "1",
                        "--press-after",
                        "2s",
                        "--for",
                        "8s")) {
            second.await("answered", 1);
            await().until(() -> told("callback.booked"), all -> all.size() == 1);
        }
        server.kill();
        server = server.again();
        JsonNode list = server.tool("callback", "list", "--queue", "sales");
        assertThat(list.path("callbacks").size()).isEqualTo(1);
        JsonNode kept = list.path("callbacks").path(0);
        assertThat(kept.path("number").asString()).isEqualTo("+989120000072");
        assertThat(kept.path("call").asString()).isNotEqualTo(first);
        server.tool("callback", "close", kept.path("callback").asString());
        await().until(() -> told("callback.closed"), all -> all.size() == 1);
        assertThat(told("callback.closed").getFirst().path("result").asString()).isEqualTo("done");
        assertThat(told("callback.booked").getFirst().path("askedIn")).isEqualTo(kept.path("call"));
        assertThat(server.tool("callback", "list").path("callbacks").isEmpty()).isTrue();
    }
}
