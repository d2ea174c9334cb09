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
        for (String name : List.of("phone", "limit", "cursor", "dry-run", "update", "x")) {
            if (random.nextInt(4) == 0) {
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
}
