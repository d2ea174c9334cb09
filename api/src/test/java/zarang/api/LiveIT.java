package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/live} by a WebSocket client that somebody else wrote, and {@code /events}. */
@TestInstance(Lifecycle.PER_CLASS)
class LiveIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();

    private ApiRig rig;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        rig.close();
    }

    @BeforeEach
    void calm() {
        rig.floor().owned(true);
        rig.floor().waits(0);
        rig.floor().answersForCalls(true);
        rig.call().silent();
        rig.call().over(false);
    }

    /** Keeps what it is sent. */
    private static final class Socket implements WebSocket.Listener, AutoCloseable {
        final List<JsonNode> messages = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private volatile String closed = "";
        private WebSocket socket;

        Socket(HttpClient http, URI at, String... headers) {
            WebSocket.Builder builder = http.newWebSocketBuilder();
            if (headers[0].equals("Sec-WebSocket-Protocol")) {
                builder.subprotocols("zarang.v1", headers[1]);
            } else {
                builder.header(headers[0], headers[1]);
            }
            socket = builder.buildAsync(at, this).join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(JsonMapper.shared().readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = reason;
            return CompletableFuture.completedStage(null);
        }

        Socket says(String text) {
            socket.sendText(text, true).join();
            return this;
        }

        JsonNode awaits(String type, String topic) {
            return await(type + " " + topic)
                    .atMost(LIMIT)
                    .until(
                            () ->
                                    messages.stream()
                                            .filter(each ->
                                                    each.path("type").asString().equals(type)
                                                            && each.path("topic")
                                                                    .asString("")
                                                                    .equals(topic))
                                            .reduce((first, second) -> second)
                                            .orElse(null),
                            found -> found != null);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private URI live() {
        return URI.create("ws://127.0.0.1:" + rig.port() + "/api/v1/live");
    }

    private Socket open(String token) {
        return new Socket(http, live(), "Authorization", "Bearer " + token);
    }

    private String key(String scopes) {
        HttpResponse<String> made =
                rig.ask(
                        "POST",
                        "/api/v1/api-keys",
                        ApiRig.TOKEN,
                        "{\"label\":\"wall\",\"scopes\":[" + scopes + "]}",
                        Map.of());
        return JsonMapper.shared().readTree(made.body()).path("token").asString();
    }

    @Test
    void aFollowerHasAllOfATopicAndThenItsChanges() {
        try (Socket wall = open(ApiRig.TOKEN)) {
            wall.says("{\"subscribe\":[\"floor\",\"queue:sales\",\"agent:2001\",\"alarms\"]}");
            JsonNode all = wall.awaits("snapshot", "floor");
            assertThat(all.path("state").path("queue:sales").path("waiting").asInt()).isZero();
            assertThat(all.path("state").has("agent:2002")).isTrue();
            wall.awaits("snapshot", "agent:2001");
            rig.floor().waits(3);
            JsonNode change = wall.awaits("change", "queue:sales");
            assertThat(change.path("seq").asLong()).isEqualTo(2);
            assertThat(change.path("set").path("queue:sales").path("waiting").asInt()).isEqualTo(3);
            assertThat(change.path("set").has("agent:2001")).as("the same").isFalse();
            rig.floor().owned(false);
            assertThat(wall.awaits("stale", "floor").path("code").asString()).isEqualTo("no-owner");
            assertThat(wall.awaits("change", "alarms").path("set").has("no-owner")).isTrue();
            wall.says("{\"unsubscribe\":[\"floor\"],\"subscribe\":[\"queue:nobody\"]}");
            rig.floor().owned(true);
            assertThat(wall.awaits("over", "queue:nobody").path("detail").asString())
                    .isEqualTo("there is no queue:nobody");
            wall.awaits("beat", "");
        }
    }

    @Test
    void callThatCannotBeFoundIsNotSaidToBeOverWhileAProcessIsSilentThatMayHaveIt() {
        String topic = "call:" + OneCall.ID;
        try (Socket wall = open(ApiRig.TOKEN)) {
            wall.says("{\"subscribe\":[\"" + topic + "\"]}");
            assertThat(
                            wall.awaits("snapshot", topic)
                                    .path("state")
                                    .path(topic)
                                    .path("node")
                                    .asString())
                    .isEqualTo("n1");
            rig.call().silent("n1");
            rig.call().over(true);
            assertThat(wall.awaits("stale", topic).path("code").asString()).isEqualTo("no-answer");
            rig.call().silent();
            assertThat(wall.awaits("over", topic).path("detail").asString())
                    .isEqualTo("it is over");
        }
    }

    @Test
    void followerOfTheFloorIsNotKeptByACallThatNobodyAnswersFor() {
        try (Socket wall = open(ApiRig.TOKEN)) {
            int asked = rig.floor().callQuestions();
            rig.floor().answersForCalls(false);
            wall.says("{\"subscribe\":[\"call:" + OneCall.ID + "\",\"queue:sales\"]}");
            wall.awaits("snapshot", "queue:sales");
            rig.floor().waits(7);
            await("of a test before something may be known")
                    .atMost(LIMIT)
                    .until(
                            () ->
                                    wall.awaits("change", "queue:sales")
                                            .at("/set/queue:sales/waiting")
                                            .asInt(),
                            waiting -> waiting == 7);
            assertThat(rig.floor().callQuestions() - asked).as("open at a time").isEqualTo(1);
        }
    }

    @Test
    void wordsThatAreNoneAreToldAndTheStreamGoesOn() {
        try (Socket wall = open(ApiRig.TOKEN)) {
            wall.says("hello");
            assertThat(wall.awaits("problem", "").path("code").asString()).isEqualTo("unreadable");
            wall.says("{\"subscribe\":[\"weather\"]}");
            await().atMost(LIMIT)
                    .until(
                            () -> wall.awaits("problem", "").path("code").asString(),
                            "invalid"::equals);
            wall.says("{\"subscribe\":[\"call:" + OneCall.ID + "\"]}");
            assertThat(wall.awaits("snapshot", "call:" + OneCall.ID).path("state").toString())
                    .contains("\"state\":\"talking\"")
                    .doesNotContain("989121234567");
            wall.says("{\"subscribe\":[\"" + "x".repeat(9000) + "\"]}");
            await("a word that is too long ends it")
                    .atMost(LIMIT)
                    .until(() -> wall.socket.isInputClosed());
        }
    }

    @Test
    void aKeyFollowsWhatItsScopesAllowUntilItIsRevoked() {
        assertThat(refusal("Authorization", "Bearer " + key("\"agents:read\""))).isEqualTo(403);
        assertThat(refusal("Authorization", "Bearer nonsense")).isEqualTo(401);
        String token = key("\"live:read\"");
        try (Socket wall = new Socket(http, live(), "Sec-WebSocket-Protocol", "bearer." + token)) {
            wall.says("{\"subscribe\":[\"call:" + OneCall.ID + "\",\"agent:2001\"]}");
            wall.awaits("snapshot", "agent:2001");
            assertThat(wall.awaits("problem", "").path("detail").asString())
                    .contains("has not the scope calls:read");
            String id = token.split("_", -1)[1];
            rig.ask("DELETE", "/api/v1/api-keys/" + id, ApiRig.TOKEN, "", Map.of());
            await().atMost(LIMIT).until(() -> wall.closed.contains("revoked"));
        }
        assertThat(rig.get("/api/v1/live").body()).contains("expected a WebSocket handshake");
    }

    private int refusal(String header, String value) {
        try (Socket none = new Socket(http, live(), header, value)) {
            return none.messages.size();
        } catch (CompletionException refused) {
            assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
            return refused.getCause() instanceof WebSocketHandshakeException no
                    ? no.getResponse().statusCode()
                    : 0;
        }
    }

    private Iterator<String> events(String topics, String lastId) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + rig.port()
                                                + "/api/v1/events?topics="
                                                + topics))
                        .header("Authorization", "Bearer " + ApiRig.TOKEN);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return answer.body().iterator();
    }

    private static String next(Iterator<String> lines, String beginning) {
        String line = lines.next();
        while (!line.startsWith(beginning)) {
            line = lines.next();
        }
        return line;
    }

    @Test
    void aScriptThatComesBackGetsTheEventsThatItMissed() throws Exception {
        Iterator<String> first = events("queue:sales,agent:2001", "");
        next(first, "event: snapshot");
        String id = next(first, "id: ");
        next(first, "event: snapshot");
        rig.floor().waits(1);
        String had = next(first, "id: ");
        next(first, "event: change");
        assertThat(had).startsWith("id: run1;").contains("queue:sales=", "agent:2001=");
        rig.floor().waits(2);
        next(first, "event: change");
        Iterator<String> again = events("queue:sales,agent:2001", had.substring("id: ".length()));
        next(again, "event: welcome");
        next(again, "event: change");
        assertThat(next(again, "data: ")).contains("\"waiting\":2").doesNotContain("snapshot");
        assertThat(id).isNotEqualTo(had);
        assertThat(rig.get("/api/v1/events?topics=weather").statusCode()).isEqualTo(400);
        assertThat(rig.get("/api/v1/events").statusCode()).isEqualTo(400);
    }

    private static final String HANDSHAKE =
            """
            GET /api/v1/live HTTP/1.1
            Host: x
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    /** What comes of it within a moment, headers and all. */
    private String raw(String request) throws IOException {
        try (java.net.Socket client =
                new java.net.Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            client.setSoTimeout((int) LIMIT.toMillis());
            client.getOutputStream()
                    .write(
                            (request + "Authorization: Bearer " + ApiRig.TOKEN + "\n\n")
                                    .replace("\n", "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            int length = client.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsHardlyAHandshakeIsRefusedAndNeverAFaultOfTheServer() throws IOException {
        assertThat(raw(HANDSHAKE)).startsWith("HTTP/1.1 101");
        for (String wrong :
                List.of(
                        HANDSHAKE.replace("GET", "HEAD"),
                        HANDSHAKE.replace("HTTP/1.1", "HTTP/1.0"),
                        HANDSHAKE.replace("Connection: Upgrade", "Connection: keep-alive"),
                        HANDSHAKE.replace("Version: 13", "Version: 99"),
                        HANDSHAKE.replace("Sec-WebSocket-Version: 13\n", ""),
                        HANDSHAKE.replaceAll("Sec-WebSocket-Key.*\n", ""),
                        HANDSHAKE.replace("dGhl", ""))) {
            String status = raw(wrong).lines().findFirst().orElse("");
            assertThat(status).as(wrong).matches("HTTP/1.. 400 .*");
        }
    }

    @Test
    void whoAsksForTheHeadOfTheEventsGetsItAndFollowsNothing() throws Exception {
        try (java.net.Socket client =
                new java.net.Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            client.setSoTimeout((int) LIMIT.toMillis());
            String head =
                    "HEAD /api/v1/events?topics=floor HTTP/1.1\r\nHost: x\r\n"
                            + "Authorization: Bearer "
                            + ApiRig.TOKEN
                            + "\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection:"
                            + " close\r\n\r\n";
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("text/event-stream")
                    .endsWith("alive\n");
        }
    }

    @Test
    void whatIsAWebSocketIsNoHttpConnectionAnyMore() {
        rig.get("/healthz");
        int before = rig.connections().open();
        for (int i = 0; i < 3; i++) {
            try (Socket wall = open(ApiRig.TOKEN)) {
                wall.says("{\"subscribe\":[\"alarms\"]}").awaits("snapshot", "alarms");
                assertThat(rig.connections().open()).isLessThanOrEqualTo(before);
            }
        }
    }

    @Test
    void aMessageInPartsThatIsTooLongEndsIt() {
        try (Socket wall = open(ApiRig.TOKEN)) {
            wall.socket.sendText("x".repeat(5000), false).join();
            wall.socket.sendText("x".repeat(5000), true).join();
            await().atMost(LIMIT).until(() -> wall.closed, "too long, or not RFC 6455"::equals);
        }
    }
}
