package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.AgentId;
import zarang.call.Words;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.SupervisionResult;
import zarang.routing.calls.CallRequest.Wish;

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
        assertThat(call.path("node").asString()).isEqualTo("n1");
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
        assertThat(rig.call().last())
                .isEqualTo(new Wish.Ring(new AgentId("2009"), SupervisionMode.LISTEN));
        assertThat(ask("PATCH", SUPERVISION, "{\"mode\":\"barge\"}").statusCode()).isEqualTo(200);
        assertThat(rig.call().last())
                .isEqualTo(new Wish.Become(Optional.empty(), SupervisionMode.BARGE));
        assertThat(
                        ask(
                                        "PATCH",
                                        SUPERVISION,
                                        "{\"mode\":\"take-over\",\"supervisor\":\"2009\"}")
                                .statusCode())
                .isEqualTo(200);
        assertThat(rig.call().last())
                .isEqualTo(new Wish.TakeOver(Optional.of(new AgentId("2009"))));
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
    void callThatIsOverIsNotFound() {
        String other = CALLS + "/01JQZ0000000000000000000ZZ";
        assertThat(rig.get(other).statusCode()).isEqualTo(404);
        assertThat(rig.get(CALLS + "/x").statusCode()).isEqualTo(404);
        HttpResponse<String> answer = ask("POST", other + "/actions", "{\"action\":\"hang-up\"}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("detail").asString()).contains("no call");
    }

    @Test
    void processThatDoesNotAnswerIsNamedAndItsCallsAreNotSaidToBeOver() {
        assertThat(json(rig.get(CALLS)).path("complete").asBoolean()).isTrue();
        rig.call().silent("n2");
        JsonNode page = json(rig.get(CALLS));
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("complete").asBoolean()).isFalse();
        assertThat(page.path("missing").path(0).asString()).isEqualTo("n2");
        assertThat(rig.get(ONE).statusCode()).as("it is there").isEqualTo(200);
        String other = CALLS + "/01JQZ0000000000000000000ZZ";
        for (HttpResponse<String> answer :
                List.of(
                        rig.get(other),
                        ask("POST", other + "/actions", "{\"action\":\"hang-up\"}"),
                        ask(
                                "POST",
                                other + "/supervision",
                                "{\"supervisor\":\"2009\",\"mode\":\"listen\"}"))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("code").asString()).isEqualTo("no-answer");
            assertThat(json(answer).path("detail").asString()).contains("n2");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
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
