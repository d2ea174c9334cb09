package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every answer is held against openapi.yaml by the rig's client. */
class FlowHistoryIT {
    @TempDir private Path folder;
    private ApiRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    @Test
    void versionsAreListedNewestFirstAndTheOneInFrontIsMarked() {
        JsonNode items = json(rig.get("/api/v1/flows/hotline/versions")).path("items");
        assertThat(items).hasSize(2);
        assertThat(items.path(0).path("version").asInt()).isEqualTo(2);
        assertThat(items.path(0).path("by").asString()).isEqualTo("api anna");
        assertThat(items.path(0).path("publishedAt").asString())
                .isEqualTo(TwoVersions.FIRST.toString());
        assertThat(items.path(0).path("added").asInt()).isEqualTo(3);
        assertThat(items.path(1).path("inFront").asBoolean()).isTrue();
        assertThat(items.path(1).has("by")).isFalse();
        JsonNode page = json(rig.get("/api/v1/flows/hotline/versions?limit=1"));
        JsonNode rest =
                json(
                        rig.get(
                                "/api/v1/flows/hotline/versions?limit=1&cursor="
                                        + page.path("next").asString()));
        assertThat(rest.path("items").path(0).path("version").asInt()).isEqualTo(1);
        assertThat(rig.get("/api/v1/flows/none/versions").statusCode()).isEqualTo(404);
    }

    @Test
    void versionIsGivenWithItsTextAndTwoAreCompared() {
        JsonNode version = json(rig.get("/api/v1/flows/hotline/versions/2"));
        assertThat(version.path("text").asString()).isEqualTo("flow: hotline\n");
        JsonNode diff = json(rig.get("/api/v1/flows/hotline/versions/1/diff?to=2"));
        assertThat(diff.path("diff").asString()).isEqualTo("-a\n+b\n");
        assertThat(rig.get("/api/v1/flows/hotline/versions/9").statusCode()).isEqualTo(404);
        assertThat(rig.get("/api/v1/flows/hotline/versions/1/diff?to=9").statusCode())
                .isEqualTo(404);
        assertThat(rig.get("/api/v1/flows/hotline/versions/1/diff?to=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void callsAreCountedByStepAndExit() {
        JsonNode counts = json(rig.get("/api/v1/flows/hotline/counts?hours=1"));
        JsonNode step = counts.path("steps").path(0);
        assertThat(step.path("callersGone").path(0).asInt()).isEqualTo(1);
        assertThat(step.path("exits").path("on.1").path(0).asInt()).isZero();
        assertThat(rig.get("/api/v1/flows/hotline/counts?hours=25").statusCode()).isEqualTo(400);
    }

    @Test
    void callIsNotedOnceAndForgotten() {
        String traces = "/api/v1/flows/hotline/traces";
        HttpResponse<String> made =
                rig.post(traces, "{\"caller\": \"09121234567\", \"withinSeconds\": 60}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(traces + "/1");
        assertThat(made.body()).contains("+…67").contains("PT1M");
        assertThat(rig.post(traces, "{}").statusCode()).isEqualTo(409);
        assertThat(json(rig.get(traces + "/1")).path("test").asString()).isEqualTo("tests: {}\n");
        assertThat(rig.ask("DELETE", traces + "/1", ApiRig.TOKEN, "", Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(rig.get(traces + "/1").statusCode()).isEqualTo(404);
        assertThat(rig.post("/api/v1/flows/none/traces", "{}").statusCode()).isEqualTo(404);
        assertThat(rig.post(traces, "{\"withinSeconds\": 3601}").statusCode()).isEqualTo(400);
        assertThat(rig.post(traces, "{\"caller\": \"me\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void versionThatIsNamedIsPutInFront() {
        rig.post("/api/v1/flows/publications", "{}");
        rig.post("/api/v1/flows/publications", "{}");
        String rollbacks = "/api/v1/flows/hotline/rollbacks";
        JsonNode back = json(rig.post(rollbacks, "{\"to\": 1}"));
        assertThat(back.at("/published/0/version").asInt()).isEqualTo(1);
        assertThat(rig.post(rollbacks, "{\"to\": 9}").statusCode()).isEqualTo(422);
        assertThat(rig.post(rollbacks, "{\"to\": 0}").statusCode()).isEqualTo(400);
    }
}
