package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
import zarang.call.Tier;
import zarang.call.Words;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;

/** {@code /api/v1/queues}, each answer held against openapi.yaml. */
class QueueApiIT {
    private static final String SALES = "/api/v1/queues/sales";
    private static final String SECOND = SALES + "/waiting/" + TwoQueues.SECOND.value();

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

    private HttpResponse<String> patch(String path, String body, String mark) {
        return rig.ask("PATCH", path, ApiRig.TOKEN, body, Map.of("If-Match", mark));
    }

    @Test
    void queuesAreListedWithWhoWaitsInThem() {
        JsonNode items = json(rig.get("/api/v1/queues")).path("items");
        assertThat(items).hasSize(2);
        assertThat(items.path(0).path("waiting").asInt()).isEqualTo(2);
        assertThat(items.path(0).path("longest_wait_s").asInt()).isEqualTo(42);
        assertThat(items.path(1).path("waiting").asInt()).isZero();
        assertThat(rig.get("/api/v1/queues/night").statusCode()).isEqualTo(404);
        assertThat(rig.get("/api/v1/queues/night/waiting").statusCode()).isEqualTo(404);
    }

    @Test
    void aQueueIsSetIfNobodyElseDidMeanwhileAndIsResetToItsFile() {
        String mark = rig.get(SALES).headers().firstValue("ETag").orElseThrow();
        String wish = "{\"settings\":{\"wrap-up\":\"9s\"}}";
        JsonNode looked = json(patch(SALES + "?dry-run=true", wish, mark));
        assertThat(looked.path("changes")).hasSize(1);
        assertThat(looked.path("queue").path("settings").path("wrap-up").asString())
                .isEqualTo("5s");
        JsonNode set = json(patch(SALES, wish, mark)).path("queue");
        assertThat(set.path("settings").path("wrap-up").asString()).isEqualTo("9s");
        assertThat(set.path("files").path("wrap-up").asString()).isEqualTo("5s");
        assertThat(set.path("changed_by").asString()).isEqualTo("api owner");
        HttpResponse<String> late = patch(SALES, wish, mark);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(late).path("current").path("settings").path("wrap-up").asString())
                .isEqualTo("9s");
        HttpResponse<String> reset =
                rig.ask("DELETE", SALES + "/settings", ApiRig.TOKEN, "", Map.of());
        assertThat(json(reset).path("queue").path("files").isEmpty()).isTrue();
    }

    /** RFC 9110 §13.1.1: of several tags any, and a weak one never. */
    @Test
    void oneOfSeveralTagsIsEnoughAndAWeakOneIsNot() {
        String mark = rig.get(SALES).headers().firstValue("ETag").orElseThrow();
        String wish = "{\"settings\":{\"wrap-up\":\"9s\"}}";
        for (String other : new String[] {"W/" + mark, "\"0\", W/" + mark, "\"\"", "\"A B\", x"}) {
            assertThat(patch(SALES, wish, other).statusCode())
                    .as(other)
                    .isEqualTo(other.endsWith("x") ? 400 : 412);
        }
        assertThat(patch(SALES, wish, "\"0\", " + mark).statusCode()).isEqualTo(200);
        assertThat(patch(SALES, wish, "\"0\", " + mark).statusCode()).isEqualTo(412);
        HttpResponse<String> late =
                rig.ask(
                        "DELETE",
                        SALES + "/settings",
                        ApiRig.TOKEN,
                        "",
                        Map.of("If-Match", "W/\"0\", " + mark));
        assertThat(late.statusCode()).isEqualTo(412);
    }

    @Test
    void whoMeansToLookOnlyAndWritesItOtherwiseChangesNothing() {
        String wish = "{\"settings\":{\"wrap-up\":\"9s\"}}";
        HttpResponse<String> answer = patch(SALES + "?dry_run=true", wish, "*");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/parameter").asString()).isEqualTo("dry_run");
        assertThat(answer.body()).contains("but dry-run");
        assertThat(rig.get(SALES + "?x=1").body()).doesNotContain("9s").contains("\"5s\"");
    }

    @Test
    void whatIsWrongIsNamedByItsKey() {
        HttpResponse<String> answer =
                patch(SALES, "{\"settings\":{\"wrapup\":1,\"other\":true}}", "*");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("errors").valueStream())
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactlyInAnyOrder("/settings/wrapup", "/settings/other");
        assertThat(patch(SALES, "{}", "*").body()).contains("/settings");
        assertThat(patch(SALES, "{\"settings\":{\"wrap-up\":{\"a\":1}}}", "*").body())
                .contains("/settings/wrap-up");
        assertThat(
                        rig.ask(
                                        "PATCH",
                                        SALES,
                                        ApiRig.TOKEN,
                                        "{\"settings\":{\"wrap-up\":null}}",
                                        Map.of())
                                .statusCode())
                .isEqualTo(428);
        assertThat(patch("/api/v1/queues/night", "{\"settings\":{\"size\":1}}", "*").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aListAndANullAreTakenAsTheFileWouldHaveThem() {
        JsonNode set =
                json(patch(SALES, "{\"settings\":{\"skills\":[\"english:3\",\"refunds:1\"]}}", "*"))
                        .path("queue");
        assertThat(set.path("settings").path("skills").asString()).isEqualTo("english:3,refunds:1");
        JsonNode back = json(patch(SALES, "{\"settings\":{\"skills\":null}}", "*")).path("queue");
        assertThat(back.path("settings").has("skills")).isFalse();
    }

    @Test
    void whoWaitsIsShownWithTheReasonAndWithoutTheNumber() {
        JsonNode items = json(rig.get(SALES + "/waiting")).path("items");
        assertThat(items.path(0).path("state").asString()).isEqualTo("ringing");
        assertThat(items.path(0).path("agent").asString()).isEqualTo("2001");
        assertThat(items.path(0).has("position")).isFalse();
        JsonNode second = items.path(1);
        assertThat(second.path("position").asInt()).isEqualTo(1);
        assertThat(second.path("carried_s").asInt()).isEqualTo(60);
        assertThat(second.path("caller").asString()).isEqualTo("+…67");
        assertThat(second.path("why").asString())
                .startsWith("waits for 1 min 30 s, 1 min of it")
                .endsWith("; its agent needs english 3; kept for agent 2002 for 40 s more");
        assertThat(second.path("skills").path("english").asInt()).isEqualTo(3);
        assertThat(second.path("kept_for").asString()).isEqualTo("2002");
        assertThat(second.path("kept_s").asInt()).isEqualTo(40);
        assertThat(second.path("lane").asString()).isEqualTo("by-key");
    }

    @Test
    void aCallerIsMovedOrGivenAnotherPlaceByWhoAsks() {
        assertThat(patch(SECOND, "{\"queue\":\"support\"}", "*").statusCode()).isEqualTo(200);
        assertThat(patch(SECOND, "{\"tier\":\"gold\",\"ahead_s\":60}", "*").statusCode())
                .isEqualTo(200);
        assertThat(rig.queues().requests())
                .extracting(LineRequest::wish)
                .containsExactly(
                        new LineRequest.Wish.MoveTo(TwoQueues.SUPPORT),
                        new LineRequest.Wish.Reprioritise(
                                Optional.of(Tier.GOLD), Optional.of(Duration.ofMinutes(1))));
        assertThat(rig.queues().requests()).extracting(LineRequest::by).containsOnly("api owner");
        for (String wrong :
                new String[] {
                    "{}",
                    "{\"queue\":\"support\",\"tier\":\"gold\"}",
                    "{\"tier\":\"platinum\"}",
                    "{\"ahead_s\":3601}"
                }) {
            assertThat(patch(SECOND, wrong, "*").statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(rig.queues().requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DONE", "GONE", "NO_QUEUE"})
    void whatCannotBeHasItsWord(LineResult result) {
        rig.queues().answers(result);
        HttpResponse<String> answer = patch(SECOND, "{\"queue\":\"support\"}", "*");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asString()).startsWith(Words.of(result) + ": ");
    }

    @Test
    void aCallerWhoHasJustGoneIsNotFound() {
        rig.queues().answers(LineResult.GONE);
        assertThat(patch(SECOND, "{\"ahead_s\":60}", "*").statusCode()).isEqualTo(404);
        rig.queues().answers(LineResult.NO_QUEUE);
        assertThat(patch(SECOND, "{\"queue\":\"night\"}", "*").body()).contains("/queue");
        assertThat(patch(SALES + "/waiting/a%20b", "{\"ahead_s\":60}", "*").statusCode())
                .isEqualTo(404);
    }

    private static final String FLOOR = "/api/v1/floor/settings";
    private static final String AGENT = "/api/v1/agents/2001/settings";

    /** CC17: the offsets of the tiers, while callers wait. */
    @Test
    void theFloorAndAnAgentAreSetAsAQueueIs() {
        for (var each :
                Map.of(
                                FLOOR, "{\"settings\":{\"tier-offsets.gold\":\"8m\"}}",
                                AGENT, "{\"settings\":{\"skills\":[\"english:3\"]}}")
                        .entrySet()) {
            String path = each.getKey();
            String mark = rig.get(path).headers().firstValue("ETag").orElseThrow();
            JsonNode looked = json(patch(path + "?dry-run=true", each.getValue(), mark));
            assertThat(looked.path("changes")).hasSize(1);
            assertThat(looked.path("now").path("files").isEmpty()).isTrue();
            JsonNode set = json(patch(path, each.getValue(), mark)).path("now");
            assertThat(set.path("files")).hasSize(1);
            assertThat(set.path("changed_by").asString()).isEqualTo("api owner");
            HttpResponse<String> late = patch(path, each.getValue(), mark);
            assertThat(late.statusCode()).isEqualTo(412);
            assertThat(json(late).path("current").path("files")).hasSize(1);
            HttpResponse<String> wrong = patch(path, "{\"settings\":{\"colour\":1}}", "*");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("/settings/colour");
            assertThat(patch(path, "{}", "*").body()).contains("/settings");
            HttpResponse<String> reset = rig.ask("DELETE", path, ApiRig.TOKEN, "", Map.of());
            assertThat(json(reset).path("now").path("files").isEmpty()).isTrue();
        }
        assertThat(rig.get("/api/v1/agents/2999/settings").statusCode()).isEqualTo(404);
    }
}
