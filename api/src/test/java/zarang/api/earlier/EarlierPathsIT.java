package zarang.api.earlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.api.ApiRig;
import zarang.api.health.Readiness;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** What was asked before {@code /api/v1} is answered as it was. */
class EarlierPathsIT {
    @TempDir private Path folder;
    private ApiRig rig;
    private RedisLink link;
    private TestRedis redis;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(folder.resolve("members-left-by-a-crash.csv"), "09121234567");
        rig = new ApiRig(folder);
        link = rig.link();
        redis = rig.redis();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void anEndpointThatSaidGoneIsServedAgainByWordAndAnUnknownOneIsNamed() throws Exception {
        assertThat(get("/api/webhooks", "the-token").body())
                .contains("\"webhook\":\"crm\"")
                .contains("\"gone\":false");
        link.async().set("{webhooks}:crm:gone", "hash").get(5, TimeUnit.SECONDS);
        assertThat(post("/api/webhooks/crm/enable", "{}").statusCode()).isEqualTo(200);
        assertThat(link.async().exists("{webhooks}:crm:gone").get(5, TimeUnit.SECONDS)).isZero();
        HttpResponse<String> unknown = post("/api/webhooks/crn/enable", "{}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("crn").contains("crm");
        assertThat(get("/api/webhooks", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void apiWantsTheTokenHealthDoesNot() throws Exception {
        assertThat(get("/api/members?phone=09121234567", "wrong").statusCode()).isEqualTo(401);
        assertThat(get("/healthz", "").statusCode()).isEqualTo(200);
        assertThat(get("/metrics", "").statusCode()).isEqualTo(200);
        assertThat(get("/readyz", "").statusCode()).isEqualTo(200);
        rig.set(new Readiness(false, "draining"));
        assertThat(get("/readyz", "").statusCode()).isEqualTo(503);
    }

    @Test
    void figuresAskForTheTokenWhereTheyAreNotOpen() throws Exception { // hostile 2.13g
        rig.start(false);
        assertThat(get("/metrics", "").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "wrong").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "the-token").statusCode()).isEqualTo(200);
        assertThat(get("/healthz", "").statusCode()).isEqualTo(200);
    }

    @Test
    void memberIsAddedOnceAndFoundByEveryWayToWriteTheNumber() throws Exception { // CC32 MB03
        String body = "{\"phone\":\"09121234567\",\"name\":\"مریم\",\"tier\":\"gold\"}";
        assertThat(post("/api/members", body).statusCode()).isEqualTo(201);
        assertThat(post("/api/members", body).body()).contains("already-there");
        for (String written :
                List.of("00989121234567", "%2B989121234567", "%DB%B0%DB%B9121234567")) {
            assertThat(get("/api/members?phone=" + written, "the-token").body())
                    .contains("مریم")
                    .contains("gold");
        }
        assertThat(get("/api/points?phone=09121234567", "the-token").body())
                .contains("\"available\":0");
        assertThat(get("/api/points/verify?phone=09121234567", "the-token").body())
                .contains("\"sound\":true");
    }

    @Test
    void wrongInputIsRefusedInWords() throws Exception {
        assertThat(post("/api/members", "{ nonsense").body()).contains("not JSON");
        assertThat(post("/api/members", "[]").statusCode()).isEqualTo(400);
        assertThat(post("/api/members", "{\"phone\":\"12\"}").body())
                .contains("not a telephone number");
        assertThat(post("/api/members", "{\"phone\":\"09121234567\",\"tier\":\"tin\"}").body())
                .contains("tier");
        assertThat(get("/api/members?phone=09127654321", "the-token").statusCode()).isEqualTo(404);
        assertThat(get("/api/members", "the-token").statusCode()).isEqualTo(400);
        assertThat(post("/api/members", "x".repeat(200_000)).statusCode()).isEqualTo(413);
        assertThat(post("/api/members", "x".repeat(200_000)).body()).contains("too large");
    }

    @Test
    void importSaysLineByLineWhatItLeftOutAndAgainChangesNothing() throws Exception {
        String csv = "phone,name,tier\n09121110001,a,gold\nx,b,gold\n09121110002,c,bronze\n";
        assertThat(post("/api/members/import", csv).body())
                .contains("\"added\":2")
                .contains("\"refused\":1")
                .contains("\"line\":3");
        assertThat(post("/api/members/import", csv).body()).contains("\"already-there\":2");
        // the last line comes before the file goes
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void whatACrashLeftOfAnUploadIsGoneAfterTheStart() {
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void importCanLookFirstChangeMembersAndSendBackWhatItRefused() throws Exception {
        String csv = "شماره;سطح\r\n09121110001;طلایی\r\n09121110002;الماس\r\n";
        assertThat(post("/api/members/import?dry-run=true", csv).body())
                .contains("\"dry-run\":true")
                .contains("\"added\":1");
        assertThat(get("/api/members?phone=09121110001", "the-token").statusCode()).isEqualTo(404);
        assertThat(post("/api/members/import?refused=true", csv).body())
                .contains("\"refused-line\":3")
                .contains("\"phone\":\"09121110002\"")
                .contains("\"tier\":\"الماس\"");
        assertThat(post("/api/members/import", csv).body()).doesNotContain("09121110002");
        assertThat(
                        post("/api/members/import?update=true", "phone,tier\n09121110001,silver\n")
                                .body())
                .contains("\"updated\":1");
        assertThat(get("/api/members?phone=09121110001", "the-token").body()).contains("silver");
    }

    @Test
    void aListThatIsTooLargeIsRefusedInWordsHoweverItComes() throws Exception {
        byte[] large =
                ("phone\n" + "09121110001\n".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        for (HttpRequest.BodyPublisher body :
                List.of(
                        HttpRequest.BodyPublishers.ofByteArray(large),
                        HttpRequest.BodyPublishers.fromPublisher(
                                HttpRequest.BodyPublishers.ofByteArray(large)))) {
            HttpResponse<String> answer =
                    rig.client().send(request("/api/members/import").POST(body).build());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("import.max-mib");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(post("/api/members/import", "phone\n09121110001\n").body())
                .contains("\"added\":1");
    }

    @Test
    void memberIsPutInATierByNameOrTitleAndNamedAnew() throws Exception {
        assertThat(post("/api/members", "{\"phone\":\"09121234567\"}").statusCode()).isEqualTo(201);
        assertThat(get("/api/members?phone=09121234567", "the-token").body())
                .as("the club's lowest")
                .contains("bronze");
        assertThat(patch("09121234567", "{\"tier\":\"طلایی\",\"name\":\"مریم\"}").body())
                .contains("\"before\":\"bronze\"")
                .contains("\"tier\":\"gold\"");
        assertThat(get("/api/members?phone=09121234567", "the-token").body())
                .contains("gold")
                .contains("مریم");
        assertThat(patch("09121234567", "{\"tier\":\"tin\"}").body()).contains("not one of bronze");
        assertThat(patch("09121234567", "{}").statusCode()).isEqualTo(400);
        assertThat(patch("09127654321", "{\"tier\":\"gold\"}").statusCode()).isEqualTo(404);
    }

    @Test
    void aDamagedRecordIsNotTakenForRedisBeingAway() throws Exception {
        post("/api/members", "{\"phone\":\"09121234567\"}");
        String id = link.async().get("phone:+989121234567").get(5, TimeUnit.SECONDS);
        link.async().hset("{m:" + id + "}:account", "available", "many").get(5, TimeUnit.SECONDS);
        for (String path : List.of("/api/members", "/api/points")) {
            HttpResponse<String> answer = get(path + "?phone=09121234567", "the-token");
            assertThat(answer.statusCode()).as(path).isEqualTo(500);
            assertThat(answer.body()).contains("damaged").contains("repair");
        }
    }

    @Test
    void redisThatIsAwayIsSaidAsSuch() throws Exception {
        redis.pause();
        try {
            assertThat(get("/api/members?phone=09121234567", "the-token").statusCode())
                    .isEqualTo(503);
        } finally {
            redis.resume();
        }
    }

    @Test
    void agentsAreShownAndMadeReady() throws Exception {
        assertThat(get("/api/agents", "wrong").statusCode()).isEqualTo(401);
        assertThat(get("/api/agents", "the-token").body())
                .contains("{\"agent\":\"2001\",\"name\":\"Ann\",\"state\":\"not-ready\"")
                .contains("\"state\":\"logged-out\",\"queues\":[\"sales\"]");
        HttpResponse<String> ready = post("/api/agents/2001/ready", "");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"state\":\"available\"");
        HttpResponse<String> noPhone = post("/api/agents/2002/ready", "{}");
        assertThat(noPhone.statusCode()).isEqualTo(409);
        assertThat(noPhone.body()).contains("agent 2002 has no phone");
        assertThat(post("/api/agents/2009/ready", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/api/agents/not%20a%20name/ready", "{}").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String token) {
        return rig.ask("GET", path, token.equals("the-token") ? ApiRig.TOKEN : token, "", Map.of());
    }

    private HttpResponse<String> post(String path, String body) {
        return rig.post(path, body);
    }

    private HttpResponse<String> patch(String phone, String body) {
        return rig.ask("PATCH", "/api/members?phone=" + phone, ApiRig.TOKEN, body, Map.of());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(rig.uri(path))
                .header("Authorization", "Bearer " + ApiRig.TOKEN);
    }
}
