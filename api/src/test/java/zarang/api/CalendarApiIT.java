package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/calendars}, each answer held against openapi.yaml. */
class CalendarApiIT {
    private static final String CALENDARS = "/api/v1/calendars";

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

    private HttpResponse<String> close(String calendar, String body) {
        return rig.ask(
                "POST", CALENDARS + "/" + calendar + "/closure", ApiRig.TOKEN, body, Map.of());
    }

    @Test
    void aCalendarIsClosedAndOpenedAndSaysByWhom() {
        assertThat(json(rig.get(CALENDARS)).path("items").path(0).path("state").asString())
                .isEqualTo("open");
        JsonNode closed =
                json(close("office", "{\"until\":\"2030-01-01T00:00:00Z\",\"reason\":\"برق\"}"));
        assertThat(closed.path("state").asString()).isEqualTo("closed-now");
        assertThat(closed.path("closure").path("by").asString()).isEqualTo("api owner");
        assertThat(closed.path("closure").path("reason").asString()).isEqualTo("برق");
        assertThat(closed.path("closure").path("until").asString())
                .isEqualTo("2030-01-01T00:00:00Z");
        assertThat(
                        rig.ask("DELETE", CALENDARS + "/office/closure", ApiRig.TOKEN, "", Map.of())
                                .statusCode())
                .isEqualTo(204);
        JsonNode then = json(rig.get(CALENDARS + "/office?at=2026-11-28T08:00:00Z"));
        assertThat(then.path("closes").asString()).isEqualTo("2026-11-28T09:00:00Z");
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() {
        assertThat(close("offce", "{}").statusCode()).isEqualTo(404);
        assertThat(close("office", "{\"until\":\"tomorrow\"}").statusCode()).isEqualTo(400);
        assertThat(close("office", "{\"reason\":\"" + "x".repeat(121) + "\"}").statusCode())
                .isEqualTo(400);
        assertThat(close("office", "{\"why\":\"x\"}").statusCode()).isEqualTo(400);
        for (String never :
                List.of(
                        "+1000000000-12-31T23:59:59Z",
                        "-1000000000-01-01T00:00:00Z",
                        "2001-01-01T00:00:00Z")) {
            assertThat(close("office", "{\"until\":\"" + never + "\"}").statusCode())
                    .as(never)
                    .isEqualTo(400);
        }
        assertThat(rig.get(CALENDARS + "/office?at=now").statusCode()).isEqualTo(400);
        assertThat(rig.get(CALENDARS + "/office?at=%2B1000000000-12-31T23:59:59Z").statusCode())
                .isEqualTo(400);
        assertThat(rig.get(CALENDARS + "/offce").statusCode()).isEqualTo(404);
    }
}
