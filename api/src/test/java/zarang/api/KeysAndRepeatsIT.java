package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.api.route.Operation;
import zarang.api.route.Scope;

/** Tokens, scopes, limits and {@code Idempotency-Key}. */
class KeysAndRepeatsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEYS = "/api/v1/api-keys";

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

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private JsonNode key(String scopes, String more) {
        HttpResponse<String> made =
                rig.post(KEYS, "{\"label\":\"crm\",\"scopes\":[" + scopes + "]" + more + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made);
    }

    private int status(String method, String path, String token) {
        return rig.ask(method, path, token, "", Map.of()).statusCode();
    }

    private HttpResponse<String> post(String path, String body, String idempotencyKey) {
        return rig.ask("POST", path, ApiRig.TOKEN, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    @Test
    void aTokenIsShownOnceKeptAsAHashAndOpensWhatItsScopesSay() throws Exception {
        JsonNode made = key("\"members:read\"", "");
        String token = made.path("token").asString();
        String id = made.path("id").asString();
        assertThat(status("GET", "/api/v1/members?phone=09121234567", token)).isEqualTo(200);
        assertThat(status("POST", "/api/v1/members", token)).isEqualTo(403);
        assertThat(status("GET", KEYS, token)).isEqualTo(403);
        String forged = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        assertThat(status("GET", "/api/v1/members?phone=09121234567", forged)).isEqualTo(401);

        JsonNode listed = json(rig.get(KEYS)).path("items").path(0);
        assertThat(listed.path("id").asString()).isEqualTo(id);
        assertThat(listed.has("token")).isFalse();
        assertThat(json(rig.get(KEYS + "/" + id)).path("lastUsedAt").asString()).isNotEmpty();
        for (String name : rig.link().async().keys("*").get(5, TimeUnit.SECONDS)) {
            assertThat(kept(name)).as(name).doesNotContain(token.substring(15));
        }

        assertThat(status("DELETE", KEYS + "/" + id, ApiRig.TOKEN)).isEqualTo(204);
        assertThat(status("GET", "/api/v1/members?phone=09121234567", token)).isEqualTo(401);
        assertThat(status("DELETE", KEYS + "/" + id, ApiRig.TOKEN)).isEqualTo(404);
    }

    private String kept(String name) throws Exception {
        return switch (rig.link().async().type(name).get(5, TimeUnit.SECONDS)) {
            case "hash" -> rig.link().async().hgetall(name).get(5, TimeUnit.SECONDS).toString();
            case "string" -> rig.link().async().get(name).get(5, TimeUnit.SECONDS);
            case String other -> other;
        };
    }

    @Test
    void noOperationButTheOpenOnesIsDoneWithoutItsScope() {
        for (Operation operation : rig.operations()) {
            Scope scope = operation.scope().orElse(null);
            if (scope == null || operation.path().equals("/metrics")) {
                continue;
            }
            String others =
                    List.of(Scope.values()).stream()
                            .filter(each -> each != scope)
                            .map(each -> '"' + each.text() + '"')
                            .reduce((a, b) -> a + "," + b)
                            .orElseThrow();
            String path = operation.path().replaceAll(":[a-z]+", "x");
            assertThat(status(operation.method(), path, key(others, "").path("token").asString()))
                    .as(operation.method() + " " + path)
                    .isEqualTo(403);
            assertThat(status(operation.method(), path, "")).as(path).isEqualTo(401);
        }
    }

    @Test
    void aKeyThatIsOverOpensNothingAndNoneGivesWhatItHasNot() {
        JsonNode key =
                key("\"keys:write\",\"agents:read\"", ",\"expiresAt\":\"" + inAnHour() + "\"");
        String token = key.path("token").asString();
        String more = "{\"label\":\"x\",\"scopes\":[\"agents:read\",\"agents:write\"]}";
        HttpResponse<String> refused = rig.ask("POST", KEYS, token, more, Map.of());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("agents:write");
        assertThat(
                        rig.ask(
                                        "POST",
                                        KEYS,
                                        token,
                                        "{\"label\":\"x\",\"scopes\":[\"agents:read\"]}",
                                        Map.of())
                                .statusCode())
                .isEqualTo(201);
        rig.clock().advance(Duration.ofHours(1));
        assertThat(status("GET", "/api/v1/agents", token)).isEqualTo(401);
    }

    private String inAnHour() {
        return rig.clock().instant().plus(Duration.ofHours(1)).toString();
    }

    @Test
    void aKeyThatCannotBeIsRefusedWithThePlace() {
        Map<String, String> wrong =
                Map.of(
                        "{\"scopes\":[\"all\"]}", "/label",
                        "{\"label\":\"x\"}", "/scopes",
                        "{\"label\":\"x\",\"scopes\":[]}", "/scopes",
                        "{\"label\":\"x\",\"scopes\":[\"everything\"]}", "/scopes",
                        "{\"label\":\"x\",\"scopes\":[\"all\"],\"expiresAt\":\"soon\"}",
                                "/expiresAt",
                        "{\"label\":\"x\",\"scopes\":[\"all\"],\"expiresAt\":\"1999-01-01T00:00:00Z\"}",
                                "/expiresAt");
        wrong.forEach((body, place) -> {
            HttpResponse<String> answer = rig.post(KEYS, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo(place);
        });
    }

    @Test
    void theOwnersTokenWorksWhileRedisIsAwayAndAKeyIsToldWhy() throws Exception {
        String token = key("\"all\"", "").path("token").asString();
        rig.redis().pause();
        try {
            assertThat(status("GET", "/api/v1/agents", ApiRig.TOKEN)).isEqualTo(200);
            HttpResponse<String> away = rig.ask("GET", "/api/v1/agents", token, "", Map.of());
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("redis-away");
            assertThat(post("/api/v1/flows/publications", "", "k1").statusCode()).isEqualTo(503);
            assertThat(rig.shelf().published()).isEqualTo(1);
        } finally {
            rig.redis().resume();
        }
    }

    @Test
    void whatComesAgainWithItsKeyIsAnsweredAsBeforeAndNotDoneAgain() {
        HttpResponse<String> first = post("/api/v1/flows/publications", "{}", "k1");
        HttpResponse<String> again = post("/api/v1/flows/publications", "{}", "k1");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(rig.shelf().published()).isEqualTo(2);
        post("/api/v1/flows/publications", "{}", "k2");
        assertThat(rig.shelf().published()).isEqualTo(3);

        String maryam = "{\"phone\":\"09121234567\"}";
        HttpResponse<String> added = post("/api/v1/members", maryam, "m1");
        HttpResponse<String> replayed = post("/api/v1/members", maryam, "m1");
        assertThat(replayed.statusCode()).as("not already-there").isEqualTo(201);
        assertThat(replayed.headers().firstValue("Location"))
                .isEqualTo(added.headers().firstValue("Location"))
                .isPresent();
    }

    @Test
    void anImportWithAKeyIsReportedAgainAndNotDoneAgain() {
        String imports = "/api/v1/members/imports";
        String csv = "phone,name,tier\n09121110001,a,gold\nx,b,gold\n";
        HttpResponse<String> first = post(imports, csv, "list-1");
        assertThat(json(first).path("added").asInt()).isEqualTo(1);
        assertThat(json(first).path("refused").asInt()).isEqualTo(1);
        HttpResponse<String> again = post(imports, csv, "list-1");
        assertThat(again.body()).as("not already-there").isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(post(imports, csv + "09121110002,c,gold\n", "list-1").statusCode())
                .isEqualTo(422);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theSameKeyForAnotherRequestIsRefusedButNotForAnotherToken() {
        post("/api/v1/members", "{\"phone\":\"09121234567\"}", "k");
        HttpResponse<String> other = post("/api/v1/members", "{\"phone\":\"09121234568\"}", "k");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("key-used-otherwise");
        assertThat(post("/api/v1/flows/publications", "", "k").statusCode()).isEqualTo(422);
        String token = key("\"all\"", "").path("token").asString();
        assertThat(
                        rig.ask(
                                        "POST",
                                        "/api/v1/flows/publications",
                                        token,
                                        "",
                                        Map.of("Idempotency-Key", "k"))
                                .statusCode())
                .isEqualTo(200);
        assertThat(post("/api/v1/flows/publications", "", "with space").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsUnderWayIsToldSoAndWhatWasRefusedMayComeAgainWithItsKey() throws Exception {
        rig.shelf().hold();
        var first = Thread.startVirtualThread(() -> post("/api/v1/flows/publications", "{}", "k"));
        rig.shelf().awaitHeld();
        HttpResponse<String> second = post("/api/v1/flows/publications", "{}", "k");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("under-way");
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        rig.shelf().release();
        first.join();
        assertThat(rig.shelf().published()).isEqualTo(2);

        assertThat(post("/api/v1/agents/2002/ready", "", "a").statusCode()).isEqualTo(409);
        assertThat(post("/api/v1/agents/2002/ready", "", "a").body())
                .as("asked again, not answered from memory")
                .contains("no phone");
    }

    @Test
    void aTokenInAnAnswerIsNotRememberedForWhoAsksAgain() throws Exception {
        String body = "{\"label\":\"crm\",\"scopes\":[\"all\"]}";
        HttpResponse<String> made = post(KEYS, body, "k");
        String token = json(made).path("token").asString();
        HttpResponse<String> again = post(KEYS, body, "k");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains(KEYS + "/" + json(made).path("id").asString())
                .doesNotContain(token);
        assertThat(json(rig.get(KEYS)).path("items")).hasSize(1);
        for (String name : rig.link().async().keys("*").get(5, TimeUnit.SECONDS)) {
            assertThat(kept(name)).doesNotContain(token.substring(15));
        }
    }

    @Test
    void pointsAreGivenOnceForAKeyAlsoIfTheProcessDiedBeforeItRememberedWhatItAnswered()
            throws Exception {
        String member =
                rig.post("/api/v1/members", "{\"phone\":\"09121234567\"}")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        String awards = member + "/points/awards";
        String body = "{\"amount\":150,\"rule\":\"goodwill\"}";
        assertThat(rig.post(awards, body).statusCode()).as("without a key").isEqualTo(400);
        HttpResponse<String> first = post(awards, body, "order-7");
        assertThat(json(first).path("balance").asLong()).isEqualTo(150);
        for (String name : rig.link().async().keys("zarang:api:*").get(5, TimeUnit.SECONDS)) {
            rig.link().async().del(name).get(5, TimeUnit.SECONDS);
        }
        HttpResponse<String> again = post(awards, body, "order-7");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(post(awards, body.replace("150", "900"), "order-7").statusCode()).isEqualTo(422);
        for (String name : rig.link().async().keys("zarang:api:*").get(5, TimeUnit.SECONDS)) {
            rig.link().async().del(name).get(5, TimeUnit.SECONDS);
        }
        assertThat(post(awards, body.replace("150", "900"), "order-7").statusCode())
                .as("the ledger knows what the key was used for")
                .isEqualTo(422);
        assertThat(post(awards, body, "order-8").statusCode()).isEqualTo(200);

        HttpResponse<String> newest = rig.get(member + "/points/ledger?limit=1");
        String next = json(newest).path("next").asString();
        JsonNode older = json(rig.get(member + "/points/ledger?limit=1&cursor=" + next));
        assertThat(json(newest).at("/items/0/balance").asLong()).isEqualTo(300);
        assertThat(older.at("/items/0/balance").asLong()).isEqualTo(150);
        assertThat(older.at("/items/0/rule").asString()).isEqualTo("goodwill");
        assertThat(older.path("next").isNull()).isTrue();
        assertThat(json(rig.get(member + "/points")).path("available").asLong()).isEqualTo(300);
        assertThat(json(rig.get(member + "/points/verdict")).path("sound").asBoolean()).isTrue();
        assertThat(post("/api/v1/members/nobody/points/awards", body, "x").statusCode())
                .isEqualTo(404);
        for (String amount : List.of("1.9", "\"150\"", "true", "[]", "1e3", "9".repeat(30), "-1")) {
            assertThat(
                            post(awards, body.replace("150", amount), "z" + amount.length())
                                    .statusCode())
                    .as(amount)
                    .isEqualTo(400);
        }
        assertThat(json(rig.get(member + "/points")).path("available").asLong()).isEqualTo(300);
        assertThat(post(awards, "{\"amount\":0,\"rule\":\"goodwill\"}", "y").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTokenThatAsksTooOftenIsToldWhenItMayAgain() throws Exception {
        String token = key("\"agents:read\"", "").path("token").asString();
        rig.start(true, 3);
        HttpResponse<String> first = rig.ask("GET", "/api/v1/agents", token, "", Map.of());
        assertThat(first.headers().firstValue("RateLimit-Limit")).contains("3");
        assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("2");
        assertThat(first.headers().firstValue("RateLimit-Reset")).contains("60");
        assertThat(status("GET", "/api/v1/agents", token)).isEqualTo(200);
        assertThat(status("GET", "/api/v1/agents", token)).isEqualTo(200);
        HttpResponse<String> tooMany = rig.ask("GET", "/api/v1/agents", token, "", Map.of());
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("60");
        assertThat(status("GET", "/api/v1/agents", token)).isEqualTo(429);
        assertThat(status("GET", "/healthz", "")).as("not a token's").isEqualTo(200);
        assertThat(rig.get("/api/v1/agents").headers().firstValue("RateLimit-Limit"))
                .as("the owner's")
                .contains("30");
        rig.clock().advance(Duration.ofSeconds(61));
        assertThat(status("GET", "/api/v1/agents", token)).isEqualTo(200);
    }

    @Test
    void keyThatIsDamagedInRedisOpensNothingAndHidesNoOther() throws Exception {
        JsonNode made = key("\"keys:read\"", "");
        String token = made.path("token").asString();
        String id = made.path("id").asString();
        String name = "{zarang:api-keys}";
        String whole = rig.link().async().hget(name, id).get(5, TimeUnit.SECONDS);
        rig.link().async().hset(name, "aaaaaaaaaa", "{\"id\":").get(5, TimeUnit.SECONDS);
        rig.link().async().hset(name + ":used", id, "never").get(5, TimeUnit.SECONDS);
        assertThat(json(rig.get(KEYS)).path("items")).hasSize(1);
        for (String damage : List.of("null", "[]", "{}", whole.replace("\"hash\"", "\"hush\""))) {
            rig.link().async().hset(name, id, damage).get(5, TimeUnit.SECONDS);
            assertThat(status("GET", KEYS, token)).as(damage).isEqualTo(401);
        }
    }

    @Test
    void whatHasAWrongTypeInRedisIsDamagedAndNoFaultOfTheServer() throws Exception {
        String open = "{callbacks}:open";
        rig.link().async().rpush(open, "x").get(5, TimeUnit.SECONDS);
        HttpResponse<String> answer = rig.get("/api/v1/callbacks");
        assertThat(json(answer).path("code").asString()).isEqualTo("damaged");
        assertThat(json(answer).path("detail").asString()).contains("WRONGTYPE");
        rig.link().async().del(open).get(5, TimeUnit.SECONDS);
        assertThat(rig.get("/api/v1/callbacks").statusCode()).isEqualTo(200);
    }
}
