package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.routing.callback.Callbacks;
import zarang.routing.callback.MissedReason;

/** {@code /api/v1/callbacks}, each answer held against openapi.yaml. */
class CallbackApiIT {
    private static final String CALLBACKS = "/api/v1/callbacks";
    private static final Duration LIMIT = Duration.ofSeconds(5);

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

    private String booked(String queue, String number) throws Exception {
        return rig.callbacks()
                .book(
                        new Callbacks.Wanted(
                                new QueueName(queue),
                                new PhoneNumber(number),
                                number,
                                Optional.empty(),
                                ""))
                .toCompletableFuture()
                .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .id()
                .orElseThrow();
    }

    private HttpResponse<String> close(String id, String body) {
        return rig.ask("POST", CALLBACKS + "/" + id + "/closure", ApiRig.TOKEN, body, Map.of());
    }

    @Test
    void whoWaitsForACallIsListedByQueueAndTakenOffOnce() throws Exception {
        assertThat(json(rig.get(CALLBACKS)).path("items").isEmpty()).isTrue();
        String ann = booked("sales", "+989121234567");
        booked("support", "+989121234568");
        assertThat(json(rig.get(CALLBACKS)).path("items").size()).isEqualTo(2);
        JsonNode sales = json(rig.get(CALLBACKS + "?queue=sales")).path("items");
        assertThat(sales.size()).isEqualTo(1);
        assertThat(sales.path(0).path("id").asString()).isEqualTo(ann);
        assertThat(json(rig.get(CALLBACKS + "/" + ann)).path("number").asString())
                .isEqualTo("+989121234567");
        assertThat(close(ann, "{\"result\":\"not-reached\"}").statusCode()).isEqualTo(200);
        assertThat(close(ann, "{\"result\":\"done\"}").statusCode()).isEqualTo(404);
        assertThat(rig.get(CALLBACKS + "/" + ann).statusCode()).isEqualTo(404);
        assertThat(json(rig.get(CALLBACKS)).path("items").size()).isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() throws Exception {
        String ann = booked("sales", "+989121234567");
        assertThat(json(close(ann, "{\"result\":\"lost\"}")).toString())
                .contains("/result", "done, served, not-reached, wrong-number, withdrawn");
        assertThat(close(ann, "{}").statusCode()).isEqualTo(400);
        assertThat(close(ann, "{\"why\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(json(rig.get(CALLBACKS)).path("items").size()).isEqualTo(1);
    }

    private HttpResponse<String> post(String path, String body) {
        return rig.ask("POST", path, ApiRig.TOKEN, body, Map.of());
    }

    @Test
    void somebodyWhoAsksAnAgentIsPutOnTheListOnceAndWhoeverHasItKeepsOthersAway() {
        String ann = "{\"queue\":\"sales\",\"number\":\"09121234567\",\"note\":\"in the evening\"}";
        HttpResponse<String> first = post(CALLBACKS, ann);
        assertThat(first.statusCode()).isEqualTo(201);
        String id = json(first).path("id").asString();
        assertThat(json(first).path("number").asString()).isEqualTo("+989121234567");
        assertThat(json(first).path("by").asString()).startsWith("api ");
        assertThat(post(CALLBACKS, ann).statusCode()).isEqualTo(200);
        HttpResponse<String> mine = post(CALLBACKS + "/" + id + "/claim", "{\"minutes\":5}");
        assertThat(json(mine).path("heldBy").asString()).startsWith("api ");
        assertThat(post(CALLBACKS + "/" + id + "/claim", "{}").statusCode()).isEqualTo(200);
        assertThat(
                        json(post(CALLBACKS + "/" + id + "/claim", "{\"minutes\":0}"))
                                .path("heldBy")
                                .isNull())
                .isTrue();
        rig.callbacks().hold(id, "api bob", Duration.ofMinutes(1)).toCompletableFuture().join();
        HttpResponse<String> bobs = post(CALLBACKS + "/" + id + "/claim", "{}");
        assertThat(bobs.statusCode()).isEqualTo(409);
        assertThat(bobs.body()).contains("api bob");
        assertThat(post(CALLBACKS + "/x/claim", "{}").statusCode()).isEqualTo(404);
        HttpResponse<String> closing = close(id, "{\"result\":\"done\"}");
        assertThat(closing.statusCode()).isEqualTo(409);
        assertThat(closing.body()).contains("api bob has it for now", "anyway: true");
        assertThat(rig.get(CALLBACKS + "/" + id).statusCode())
                .as("it is on the list")
                .isEqualTo(200);
        assertThat(close(id, "{\"result\":\"withdrawn\",\"anyway\":true}").statusCode())
                .isEqualTo(200);
        assertThat(rig.get(CALLBACKS + "/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoQueueOrNoNumberIsRefusedWithItsPlace() {
        assertThat(post(CALLBACKS, "{\"queue\":\"none\",\"number\":\"09121234567\"}").body())
                .contains("/queue", "the name of a queue");
        HttpResponse<String> dotted =
                post(CALLBACKS, "{\"queue\":\".a\",\"number\":\"09121234567\"}");
        assertThat(dotted.statusCode()).isEqualTo(400);
        assertThat(dotted.body()).contains("/queue", ".a", "the name of a queue");
        assertThat(post(CALLBACKS, "{\"queue\":\"sales\",\"number\":\"12\"}").body())
                .contains("/number", "a telephone number");
        assertThat(post(CALLBACKS, "{\"number\":\"09121234567\"}").statusCode()).isEqualTo(400);
        String id =
                json(post(CALLBACKS, "{\"queue\":\"sales\",\"number\":\"09121234567\"}"))
                        .path("id")
                        .asString();
        assertThat(post(CALLBACKS + "/" + id + "/claim", "{\"minutes\":500}").body())
                .contains("/minutes", "0 to 240");
    }

    @Test
    void missedCallersAreListedClaimedAndTakenOffOnce() throws Exception {
        String path = "/api/v1/missed-calls";
        rig.missed()
                .missed(
                        new QueueName("sales"),
                        new PhoneNumber("+989121234567"),
                        MissedReason.NO_AGENTS,
                        new CallId("01J00000000000000000000000"),
                        Instant.parse("2026-03-21T08:00:00Z"))
                .toCompletableFuture()
                .join();
        JsonNode one = json(rig.get(path)).path("items").path(0);
        assertThat(one.path("reason").asString()).isEqualTo("no-agents");
        assertThat(one.path("times").asInt()).isEqualTo(1);
        assertThat(json(rig.get(path + "?queue=support")).path("items").isEmpty()).isTrue();
        String id = path + "/" + one.path("id").asString();
        assertThat(json(rig.get(id)).path("number").asString()).isEqualTo("+989121234567");
        assertThat(json(post(id + "/claim", "{}")).path("heldBy").asString()).startsWith("api ");
        assertThat(post(id + "/closure", "{\"result\":\"expired\"}").statusCode()).isEqualTo(400);
        post(id + "/claim", "{\"minutes\":0}");
        rig.missed()
                .hold(one.path("id").asString(), "api bob", Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();
        assertThat(post(id + "/closure", "{\"result\":\"done\"}").body())
                .contains("api bob has it for now");
        rig.missed()
                .hold(one.path("id").asString(), "api bob", Duration.ZERO)
                .toCompletableFuture()
                .join();
        assertThat(post(id + "/closure", "{\"result\":\"done\"}").statusCode()).isEqualTo(200);
        assertThat(post(id + "/closure", "{\"result\":\"done\"}").statusCode()).isEqualTo(404);
        assertThat(rig.get(id).statusCode()).isEqualTo(404);
    }
}
