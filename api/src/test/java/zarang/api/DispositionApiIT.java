package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What talks came to, each answer held against openapi.yaml. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispositionApiIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String NOBODYS = "01J00000000000000000000009";

    private ApiRig rig;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterAll
    void stop() throws Exception {
        rig.close();
    }

    /** A call in which agent 2001 talked with a caller of sales. */
    private String talk(int number) throws Exception {
        String call = "01J0000000000000000000000" + number;
        rig.link()
                .run(
                        LIMIT,
                        c ->
                                c.hset(
                                        "{dispositions}:call:" + call,
                                        Map.of("agent", "2001", "queue", "sales")))
                .toCompletableFuture()
                .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        return call;
    }

    private static String path(String call) {
        return "/api/v1/calls/" + call + "/disposition";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void codesAreListed() {
        JsonNode items = json(rig.get("/api/v1/dispositions")).path("items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.path(0).path("id").asString()).isEqualTo("sold");
        assertThat(items.path(0).path("queues").path(0).asString()).isEqualTo("sales");
        assertThat(items.path(1).path("needs_notes").asBoolean()).isTrue();
    }

    @Test
    void whatATalkCameToIsSaidReadRepeatedAndChanged() throws Exception {
        String call = talk(1);
        JsonNode nothing = json(rig.get(path(call)));
        assertThat(nothing.path("agent").asString()).isEqualTo("2001");
        assertThat(nothing.has("code")).isFalse();
        assertThat(nothing.path("revision").asInt()).isZero();
        JsonNode said = json(rig.put(path(call), "{\"code\":\"sold\",\"notes\":\" دو تا \"}"));
        assertThat(said.path("revision").asInt()).isEqualTo(1);
        assertThat(said.path("notes").asString()).isEqualTo("دو تا");
        assertThat(said.path("by").asString()).isEqualTo("api owner");
        assertThat(json(rig.put(path(call), "{\"code\":\"sold\",\"notes\":\"دو تا\"}")))
                .as("the same again")
                .isEqualTo(said);
        rig.put(path(call), "{\"code\":\"complaint\",\"notes\":\"x\"}");
        JsonNode now = json(rig.get(path(call)));
        assertThat(now.path("code").asString()).isEqualTo("complaint");
        assertThat(now.path("revision").asInt()).isEqualTo(2);
        assertThat(rig.dispositions().counts()).containsEntry("said", 2L).containsEntry("same", 1L);
    }

    @Test
    void whatCannotBeSaidIsRefusedWithItsPlace() throws Exception {
        String call = talk(2);
        assertThat(rig.put(path(call), "{\"code\":\"gone\"}").body())
                .contains("/code", "[sold, complaint]");
        assertThat(rig.put(path(call), "{\"code\":\"complaint\",\"notes\":\" \"}").body())
                .contains("/notes", "needs them");
        String tooMuch = "x".repeat(2001);
        HttpResponse<String> tooLong =
                rig.put(path(call), "{\"code\":\"sold\",\"notes\":\"" + tooMuch + "\"}");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("2001 characters").doesNotContain("xxx");
        assertThat(rig.put(path(NOBODYS), "{\"code\":\"sold\"}").statusCode()).isEqualTo(404);
        assertThat(rig.get(path(NOBODYS)).statusCode()).isEqualTo(404);
        assertThat(rig.put(path("x"), "{\"code\":\"sold\"}").statusCode()).isEqualTo(404);
        assertThat(json(rig.get(path(call))).path("revision").asInt()).isZero();
    }
}
