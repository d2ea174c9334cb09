package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import zarang.api.contract.OpenApiContract;
import zarang.api.route.Operation;

/**
 * Whatever is asked, the answer is one that is described, and never a fault of the server: a random
 * walk over all operations, which prints its seed.
 */
class HostileRequestsIT {
    private static final int REQUESTS = 1000;

    private static final List<String> WORDS =
            List.of(
                    "",
                    "x",
                    "0",
                    "-1",
                    "200",
                    "99999999999999999999",
                    "1e9",
                    "true",
                    "null",
                    "09121234567",
                    "+98 912 123 4567",
                    "۰۹۱۲۱۲۳۴۵۶۷",
                    "2001",
                    "crm",
                    "hotline",
                    "../../etc/passwd",
                    "a/b",
                    "{m:x}",
                    "*",
                    "\u0000",
                    "\r\nX: y",
                    "\ud83d\ude00",
                    "%",
                    "'; DROP",
                    "x".repeat(300),
                    "YWdlbnRzIDAgMjAwMQ",
                    "YWdlbnRzIDk5OTk5OTk5OSB4",
                    "bGVkZ2VyIDAgeA");

    private static final List<String> BODIES =
            List.of(
                    "",
                    "{}",
                    "[]",
                    "null",
                    "7",
                    "{\"phone\":W}",
                    "{\"phone\":\"09121234567\",\"name\":W,\"tier\":W}",
                    "{\"name\":W}",
                    "{\"name\":\"x\"}",
                    "{\"tier\":\"gold\"}",
                    "{\"tier\":W}",
                    "{\"amount\":W,\"rule\":W}",
                    "{\"amount\":150,\"rule\":\"goodwill\"}",
                    "{\"label\":W,\"scopes\":[W,W],\"expiresAt\":W}",
                    "{\"label\":\"x\",\"scopes\":[\"all\"],\"expiresAt\":W}",
                    "{\"x\":" + "[".repeat(1500) + "}",
                    "{\"a\":{\"b\":W}}",
                    "phone,name,tier\nW,W,W\n",
                    "{\"phone\":");

    private static final List<String> HEADERS =
            List.of(
                    "If-Match",
                    "If-None-Match",
                    "Idempotency-Key",
                    "X-Request-Id",
                    "Content-Type",
                    "Accept",
                    "Range");

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

    @Test
    void nothingThatIsAskedIsAFaultOfTheServer() {
        long seed = new Random(20_261_126).nextLong();
        Random random = new Random(seed);
        List<Operation> operations = rig.operations();
        String member = rig.post("/api/v1/members", "{\"phone\":\"09121234567\"}").body();
        String id = member.replaceAll(".*\"id\":\"([^\"]+)\".*\\s*", "$1");
        Map<Integer, Integer> statuses = new HashMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            Operation operation = one(operations, random);
            String path = path(operation, id, random);
            String body =
                    operation.method().equals("GET") && random.nextInt(10) > 0
                            ? ""
                            : filled(one(BODIES, random), random);
            HttpResponse<String> answer =
                    rig.ask(operation.method(), path, ApiRig.TOKEN, body, headers(random));
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            assertThat(answer.statusCode())
                    .as("seed %d, request %d: %s %s %s", seed, i, operation.method(), path, body)
                    .isLessThan(500);
        }
        assertThat(statuses.keySet()).as("it went far enough").contains(200, 400, 404, 422, 428);
    }

    private static String path(Operation operation, String id, Random random) {
        String path = operation.path();
        while (path.contains(":")) {
            String part =
                    random.nextInt(3) > 0 && path.contains("members") ? id : one(WORDS, random);
            path =
                    path.replaceFirst(
                            ":[a-z]+", encoded(part.isEmpty() ? "x" : part).replace("$", ""));
        }
        StringBuilder query = new StringBuilder();
        boolean reads = operation.method().equals("GET");
        for (String name : List.of("phone", "limit", "cursor", "dry-run", "update", "x")) {
            boolean known = reads || operation.query().contains(name);
            if (random.nextInt(known ? 4 : 60) == 0) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(one(WORDS, random)));
            }
        }
        return path + query;
    }

    private static Map<String, String> headers(Random random) {
        Map<String, String> headers = new HashMap<>();
        for (String name : HEADERS) {
            if (random.nextInt(5) == 0) {
                String value = one(WORDS, random).replaceAll("[^ -~]", "");
                headers.put(name, name.equals("Content-Type") ? "application/json" : value);
            }
        }
        if (random.nextInt(3) == 0) {
            headers.put("If-Match", random.nextBoolean() ? "*" : "\"0123456789abcdef01234567\"");
        }
        return headers;
    }

    /** Each W is a word, quoted or bare. */
    private static String filled(String body, Random random) {
        String filled = body;
        while (filled.contains("W")) {
            String word = one(WORDS, random).replace("W", "").replace("\\", "").replace("$", "");
            filled = filled.replaceFirst("W", random.nextBoolean() ? '"' + word + '"' : word);
        }
        return filled;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** What no field of a body can be, or only some. */
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "2147483648",
                    "1e400",
                    "\"\"",
                    "\" \"",
                    "\"x\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\".a\"",
                    "\"+1000000000-12-31T23:59:59Z\"",
                    "\"-1000000000-01-01T00:00:00Z\"",
                    "\"2026-02-30T08:00:00Z\"",
                    '"' + "x".repeat(3000) + '"',
                    "[]",
                    "[null]",
                    "[[\"x\"]]",
                    "{}",
                    "{\"x\":null}",
                    "{\"wrap-up\":{}}",
                    "{\"\":\"x\"}");

    @Test
    void whateverAFieldOfABodyIsTheAnswerIsDescribedAndNoFaultOfTheServer() {
        Random random = new Random(20_261_127);
        int asked = 0;
        for (Operation operation : rig.operations()) {
            for (JsonNode body : OpenApiContract.shipped().bodies(operation)) {
                List<String> names = List.copyOf(body.path("properties").propertyNames());
                for (String wrong : names) {
                    for (String value : VALUES) {
                        assertNoFault(operation, body(body, wrong, value, random));
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(500);
    }

    private static String body(JsonNode schema, String wrong, String value, Random random) {
        StringBuilder body = new StringBuilder("{");
        for (String name : schema.path("properties").propertyNames()) {
            JsonNode choices = schema.path("properties").path(name).path("enum");
            String good =
                    choices.isEmpty()
                            ? "\"2030-01-01T00:00:00Z\""
                            : choices.get(random.nextInt(choices.size())).toString();
            if (name.equals(wrong) || (!choices.isEmpty() && random.nextBoolean())) {
                body.append(body.length() > 1 ? "," : "")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(name.equals(wrong) ? value : good);
            }
        }
        return body.append('}').toString();
    }

    private static String id(String path) {
        return path.contains("queues")
                ? "sales"
                : path.contains("calendars")
                        ? "office"
                        : path.contains("calls") ? OneCall.ID.value() : "2001";
    }

    private void assertNoFault(Operation operation, String body) {
        String path =
                operation
                        .path()
                        .replaceFirst(":id|:agent", id(operation.path()))
                        .replaceFirst(":caller", TwoQueues.SECOND.value())
                        .replaceFirst(":[a-z]+", "x");
        HttpResponse<String> answer =
                rig.ask(operation.method(), path, ApiRig.TOKEN, body, Map.of("If-Match", "*"));
        assertThat(answer.statusCode())
                .as("%s %s %s: %s", operation.method(), path, body, answer.body())
                .isLessThan(500);
    }
}
