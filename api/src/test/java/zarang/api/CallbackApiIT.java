package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.routing.callback.Callbacks;

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
}
