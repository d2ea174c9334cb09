package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.Words;
import zarang.call.verb.SupervisionResult;

/** {@code /api/v1/calls}, each answer held against openapi.yaml. */
class CallApiIT {
    private static final String CALLS = "/api/v1/calls";
    private static final String ONE = CALLS + "/" + OneCall.ID.value();
    private static final String SUPERVISION = ONE + "/supervision";

    @TempDir Path folder;

    private ApiRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        return rig.ask(method, path, ApiRig.TOKEN, body, Map.of());
    }

    @Test
    void callsUnderWayAreListedAndTheNumberOfTheCallerIsNotShown() {
        JsonNode call = json(rig.get(CALLS)).path("items").path(0);
        assertThat(call).isEqualTo(json(rig.get(ONE)));
        assertThat(call.path("state").asString()).isEqualTo("talking");
        assertThat(call.path("caller").asString()).isEqualTo("+…67");
        assertThat(call.path("agent").asString()).isEqualTo("2001");
        JsonNode supervisor = call.path("supervisors").path(0);
        assertThat(supervisor.path("mode").asString()).isEqualTo("whisper");
        assertThat(supervisor.path("state").asString()).isEqualTo("ringing");
    }

    @Test
    void supervisorEntersChangesTakesOverAndLeaves() {
        assertThat(
                        ask("POST", SUPERVISION, "{\"supervisor\":\"2009\",\"mode\":\"listen\"}")
                                .statusCode())
                .isEqualTo(200);
        assertThat(ask("PATCH", SUPERVISION, "{\"mode\":\"barge\"}").statusCode()).isEqualTo(200);
        assertThat(
                        ask(
                                        "PATCH",
                                        SUPERVISION,
                                        "{\"mode\":\"take-over\",\"supervisor\":\"2009\"}")
                                .statusCode())
                .isEqualTo(200);
        assertThat(ask("DELETE", SUPERVISION + "?supervisor=2009", "").statusCode()).isEqualTo(204);
        assertThat(ask("POST", ONE + "/actions", "{\"action\":\"requeue\"}").statusCode())
                .isEqualTo(204);
        assertThat(ask("POST", ONE + "/actions", "{\"action\":\"hang-up\"}").statusCode())
                .isEqualTo(204);
        assertThat(rig.call().asked()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DONE", "NO_CALL"})
    void whatCannotBeHasItsWord(SupervisionResult result) {
        rig.call().answers(result);
        HttpResponse<String> answer =
                ask("POST", SUPERVISION, "{\"supervisor\":\"2009\",\"mode\":\"listen\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asString()).startsWith(Words.of(result) + ": ");
    }

    @Test
    void callThatIsOverOrElsewhereIsNotFound() {
        String other = CALLS + "/01JQZ0000000000000000000ZZ";
        assertThat(rig.get(other).statusCode()).isEqualTo(404);
        assertThat(rig.get(CALLS + "/x").statusCode()).isEqualTo(404);
        HttpResponse<String> answer = ask("POST", other + "/actions", "{\"action\":\"hang-up\"}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("detail").asString()).contains("elsewhere");
    }

    @Test
    void whatIsWrittenWrongIsRefusedWithItsPlaceAndNothingIsAsked() {
        assertThat(ask("POST", SUPERVISION, "{\"mode\":\"listen\"}").body())
                .contains("/supervisor");
        assertThat(ask("POST", SUPERVISION, "{\"supervisor\":\"a b\",\"mode\":\"listen\"}").body())
                .contains("/supervisor");
        assertThat(ask("POST", SUPERVISION, "{\"supervisor\":\"2009\"}").body()).contains("/mode");
        assertThat(
                        ask("POST", SUPERVISION, "{\"supervisor\":\"2009\",\"mode\":\"take-over\"}")
                                .statusCode())
                .isEqualTo(400);
        assertThat(ask("POST", ONE + "/actions", "{\"action\":\"hold\"}").body())
                .contains("hang-up or requeue");
        assertThat(rig.call().asked()).isZero();
    }
}
