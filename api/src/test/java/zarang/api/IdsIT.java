package zarang.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.api.route.Operation;

/** Whatever stands where an id is wanted is there, or is named in a refusal; never a fault. */
class IdsIT {
    /** What can be no id, or is none of anything. */
    private static final List<String> NONE =
            List.of(
                    ".a",
                    "-1",
                    "x",
                    ":",
                    "*",
                    "{m:x}",
                    "a b",
                    "a/b",
                    "call:",
                    "call:x",
                    "call:01JQZ0000000000000000000A",
                    "Call-Back:1",
                    "O1JQZ0000000000000000000AA",
                    "01jqz0000000000000000000aa",
                    "99999999999999999999",
                    "۲۰۰۱",
                    "\ud83d\ude00",
                    "\u0000",
                    "a\nb",
                    "a".repeat(33),
                    "a".repeat(65),
                    "a".repeat(300));

    /** A body with which nothing but the id is at fault, by the end of a path. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "PUT /state", "{\"state\":\"available\"}",
                    "PATCH /queues/:id", "{\"settings\":{\"wrap-up\":\"10s\"}}",
                    "PATCH /:caller", "{\"ahead_s\":60}",
                    "POST /closure", "{\"result\":\"done\"}",
                    "POST /calendars/:id/closure", "{}",
                    "POST /supervision", "{\"supervisor\":\"2009\",\"mode\":\"listen\"}",
                    "PATCH /supervision", "{\"mode\":\"listen\"}",
                    "POST /actions", "{\"action\":\"hang-up\"}",
                    "PUT /disposition", "{\"code\":\"sold\"}",
                    "POST /awards", "{\"amount\":1,\"rule\":\"goodwill\"}");

    @TempDir private static Path folder;
    private static ApiRig rig;

    @BeforeAll
    static void open() throws Exception {
        rig = new ApiRig(folder);
    }

    @AfterAll
    static void close() throws Exception {
        rig.close();
    }

    /** Of a flow that is not there nothing was counted: that is no fault, and is answered so. */
    static Stream<Operation> withAnId() {
        return rig.operations().stream()
                .filter(operation -> operation.path().contains(":"))
                .filter(operation -> !operation.path().endsWith("/counts"));
    }

    @ParameterizedTest
    @MethodSource("withAnId")
    void whatIsNoIdIsNotFound(Operation operation) {
        for (String id : NONE) {
            assertThat(asked(operation, id).statusCode())
                    .as("%s %s of '%s'", operation.method(), operation.path(), id)
                    .isIn(400, 404, 422);
        }
    }

    private static HttpResponse<String> asked(Operation operation, String id) {
        String path =
                operation
                        .path()
                        .replace("queues/:id/waiting/:caller", "queues/sales/waiting/:caller")
                        .replace(":flow/traces/:id", "hotline/traces/:id")
                        .replace(":version", "1")
                        .replaceAll(":[a-z]+", encoded(id));
        return rig.ask(
                operation.method(),
                path + (path.endsWith("/diff") ? "?to=1" : ""),
                ApiRig.TOKEN,
                operation.body() == Operation.BodyKind.NONE ? "" : body(operation),
                Map.of(
                        "If-Match",
                        "*",
                        "Idempotency-Key",
                        UUID.nameUUIDFromBytes(path.getBytes(UTF_8)).toString()));
    }

    private static String body(Operation operation) {
        return BODIES.entrySet().stream()
                .filter(each -> {
                    String[] words = each.getKey().split(" ", 2);
                    return operation.method().equals(words[0])
                            && operation.path().endsWith(words[1]);
                })
                .max((one, other) -> one.getKey().length() - other.getKey().length())
                .map(Map.Entry::getValue)
                .orElse("{}");
    }

    @Test
    void anIdInABodyThatIsNoneIsRefusedWithItsPlace() {
        Map<String, String> places =
                Map.of(
                        "POST /api/v1/callbacks {\"number\":\"09121234567\",\"queue\":W}",
                        "/queue",
                        "PATCH /api/v1/queues/sales/waiting/" + TwoQueues.SECOND + " {\"queue\":W}",
                        "/queue",
                        "POST /api/v1/calls/"
                                + OneCall.ID
                                + "/supervision {\"mode\":\"listen\",\"supervisor\":W}",
                        "/supervisor",
                        "PATCH /api/v1/calls/"
                                + OneCall.ID
                                + "/supervision {\"mode\":\"listen\",\"supervisor\":W}",
                        "/supervisor");
        List<String> none = List.of("", ".a", "a b", "\\u0000", "a".repeat(33), "a".repeat(300));
        places.forEach((request, pointer) -> {
            String[] words = request.split(" ", 3);
            for (String id : none) {
                HttpResponse<String> answer =
                        rig.ask(
                                words[0],
                                words[1],
                                ApiRig.TOKEN,
                                words[2].replace("W", '"' + id + '"'),
                                Map.of());
                assertThat(answer.statusCode()).as("%s with '%s'", request, id).isEqualTo(400);
                assertThat(answer.body()).as(request).contains('"' + pointer + '"');
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callbacks?queue=",
                "missed-calls?queue=",
                "statistics/queues?queue=",
                "statistics/agents?agent=",
                "members?phone=",
                "callbacks?cursor=",
                "statistics/queues?cursor="
            })
    void inAQueryItIsRefusedOrFindsNothing(String query) {
        for (String id : NONE) {
            HttpResponse<String> answer = rig.get("/api/v1/" + query + encoded(id));
            assertThat(answer.statusCode()).as(query + id).isLessThan(500);
            assertThat(Optional.of(answer.body()).filter(body -> answer.statusCode() == 200))
                    .as(query + id)
                    .satisfies(body -> assertThat(body.orElse("[]")).contains("[]"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=-999999999-01-01&to=-999999999-01-02",
                "from=%2B999999999-12-30&to=%2B999999999-12-31",
                "from=-999999999-01-01T00:00:00Z&to=-999999999-01-01T00:00:01Z",
                "from=%2B999999999-12-31T23:59:58Z&to=%2B999999999-12-31T23:59:59Z",
                "from=%2B292278994-08-17T00:00:00Z&to=%2B292278994-08-18T00:00:00Z",
                "from=9999-12-30&to=9999-12-31",
                "from=0001-01-01&to=0001-01-02&interval=15m"
            })
    void aTimeFarFromNowIsNone(String times) {
        for (String what : List.of("queues", "agents")) {
            assertThat(rig.get("/api/v1/statistics/" + what + "?" + times).statusCode())
                    .as(times)
                    .isIn(200, 400);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
