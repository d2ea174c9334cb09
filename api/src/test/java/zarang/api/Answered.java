package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.api.problem.ProblemKind;

/** What an answer of the API says. */
final class Answered {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answered() {}

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** It is a problem of that kind, as RFC 9457 has it. */
    static void assertProblem(HttpResponse<String> answer, ProblemKind kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(kind.status());
        JsonNode problem = json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(kind.code());
        assertThat(problem.path("status").asInt()).isEqualTo(kind.status());
        assertThat(problem.path("requestId").asString())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    /** It names the place that is wrong. */
    static void assertPlace(HttpResponse<String> answer, String key, String place) {
        assertProblem(answer, ProblemKind.INVALID);
        assertThat(json(answer).at("/errors/0/" + key).asString()).isEqualTo(place);
    }
}
