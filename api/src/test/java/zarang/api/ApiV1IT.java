package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static zarang.api.Answered.assertPlace;
import static zarang.api.Answered.assertProblem;
import static zarang.api.Answered.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.api.contract.OpenApiContract;
import zarang.api.floor.FloorChanger.Reloaded;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Operation;
import zarang.api.route.Scope;

/** The conventions of {@code /api/v1}; each answer is held against openapi.yaml on its way. */
class ApiV1IT {
    private static final String MARYAM = "{\"phone\":\"09121234567\",\"name\":\"مریم\"}";

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

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    /** The path of a member who is added. */
    private String maryam() {
        HttpResponse<String> added = rig.post("/api/v1/members", MARYAM);
        assertThat(added.statusCode()).isEqualTo(201);
        String path = added.headers().firstValue("Location").orElseThrow();
        assertThat(path).endsWith(json(added).path("id").asString());
        return path;
    }

    private HttpResponse<String> patch(String path, String body, String ifMatch) {
        return rig.ask(
                "PATCH",
                path,
                ApiRig.TOKEN,
                body,
                ifMatch.isEmpty() ? Map.of() : Map.of("If-Match", ifMatch));
    }

    @Test
    void everyOperationIsDescribedWithItsScopeAndNothingElseIs() {
        Set<String> served = new TreeSet<>();
        for (Operation operation : rig.operations()) {
            served.add(
                    operation.method()
                            + " "
                            + operation.path().replaceAll(":([a-z]+)", "{$1}")
                            + " "
                            + operation.scope().map(Scope::text).orElse("open"));
            assertThat(operation.query())
                    .as("parameters that change what %s does", operation.path())
                    .isEqualTo(
                            operation.isEarlier()
                                    ? Set.of()
                                    : OpenApiContract.shipped().parameters(operation));
        }
        assertThat(served).isEqualTo(OpenApiContract.shipped().operations());
        assertThat(served.stream().filter(each -> each.endsWith(" open")).toList())
                .as("what asks for no token")
                .containsExactly(
                        "GET /api/v1/docs open",
                        "GET /api/v1/openapi.yaml open",
                        "GET /healthz open",
                        "GET /readyz open");
    }

    @Test
    void everyReferenceOfTheDescriptionLeadsSomewhereAndEveryProblemIsListed() {
        JsonNode document = OpenApiContract.shipped().document();
        document.findValuesAsString("$ref")
                .forEach(reference ->
                        assertThat(document.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
        Set<String> listed = new TreeSet<>();
        document.at("/components/schemas/Problem/properties/code/enum")
                .forEach(code -> listed.add(code.asString()));
        assertThat(listed)
                .isEqualTo(
                        List.of(ProblemKind.values()).stream()
                                .map(ProblemKind::code)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void descriptionAndReaderPageAreServedToAllAndNeedNothingFromElsewhere() {
        HttpResponse<String> yaml = rig.ask("GET", "/api/v1/openapi.yaml", "", "", Map.of());
        assertThat(yaml.body()).startsWith("openapi: 3.1.0");
        HttpResponse<String> page = rig.ask("GET", "/api/v1/docs", "", "", Map.of());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("/api/v1/members/{id}", "Add a member", "members:write")
                .contains("<tr id=\"if-match-wanted\">", "id=\"schema-Member\"")
                .doesNotContain("http://", "https://", "<script", "src=");
    }

    @Test
    void memberIsAddedOnceFoundByNumberAndShownById() {
        String path = maryam();
        HttpResponse<String> again = rig.post("/api/v1/members", MARYAM);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("outcome").asString()).isEqualTo("already-there");
        JsonNode found = json(rig.get("/api/v1/members?phone=%2B989121234567"));
        assertThat(found.path("items").path(0)).isEqualTo(json(rig.get(path)));
        assertThat(found.path("items").path(0).path("tier").asString()).isEqualTo("bronze");
        assertThat(json(rig.get("/api/v1/members?phone=09127654321")).path("items")).isEmpty();
        assertProblem(rig.get("/api/v1/members/nobody"), ProblemKind.NOT_FOUND);
        assertProblem(rig.get("/api/v1/members/no%20id"), ProblemKind.NOT_FOUND);
    }

    @Test
    void whoChangesAMemberSaysWhatItWasAndIsToldWhatItIsIfSomebodyElseWasThere() {
        String path = maryam();
        String first = tag(rig.get(path));
        assertProblem(patch(path, "{\"tier\":\"gold\"}", ""), ProblemKind.IF_MATCH_WANTED);
        HttpResponse<String> gold = patch(path, "{\"tier\":\"طلایی\"}", first);
        assertThat(gold.statusCode()).isEqualTo(200);
        assertThat(json(gold).path("tier").asString()).isEqualTo("gold");
        assertThat(tag(gold)).isEqualTo(tag(rig.get(path))).isNotEqualTo(first);

        HttpResponse<String> late = patch(path, "{\"name\":\"Maryam\"}", first);
        assertProblem(late, ProblemKind.OVERTAKEN);
        assertThat(json(late).path("current").path("tier").asString()).isEqualTo("gold");
        assertThat(json(rig.get(path)).path("name").asString()).isEqualTo("مریم");
        assertThat(patch(path, "{\"name\":\"Maryam\"}", tag(late)).statusCode()).isEqualTo(200);
        assertThat(patch(path, "{\"name\":\"M\"}", "*").statusCode()).isEqualTo(200);
        assertProblem(patch(path, "{\"name\":\"M\"}", "yesterday"), ProblemKind.UNREADABLE);
        assertProblem(
                patch("/api/v1/members/nobody", "{\"name\":\"M\"}", "*"), ProblemKind.NOT_FOUND);
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgain() throws Exception {
        for (String path : List.of(maryam(), "/api/v1/agents", "/api/v1/webhooks/crm")) {
            HttpResponse<String> first = rig.get(path);
            HttpResponse<String> again =
                    rig.ask(
                            "GET",
                            path,
                            ApiRig.TOKEN,
                            "",
                            Map.of("If-None-Match", "\"x\", W/" + tag(first)));
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(tag(again)).isEqualTo(tag(first));
            HttpResponse<Void> head = head(path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("ETag")).contains(tag(first));
        }
    }

    /** The same without its body: the description says nothing of HEAD. */
    private HttpResponse<Void> head(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(rig.uri(path))
                            .header("Authorization", "Bearer " + ApiRig.TOKEN)
                            .HEAD()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    @Test
    void eachMistakeOfTheCallerIsToldWithItsPlaceAndIsNever500() {
        String members = "/api/v1/members";
        assertPlace(rig.post(members, "{\"phone\":\"12\"}"), "pointer", "/phone");
        assertPlace(
                rig.post(members, "{\"phone\":\"09121234567\",\"tier\":\"tin\"}"),
                "pointer",
                "/tier");
        assertPlace(
                rig.post(members, "{\"phone\":\"09121234567\",\"teir\":\"gold\"}"),
                "pointer",
                "/teir");
        assertPlace(
                rig.post(members, "{\"phone\":\"09121234567\",\"name\":7}"), "pointer", "/name");
        assertPlace(
                rig.post(
                        members,
                        "{\"phone\":\"09121234567\",\"name\":\"" + "x".repeat(101) + "\"}"),
                "pointer",
                "/name");
        HttpResponse<String> notJson = rig.post(members, "{\n  nonsense");
        assertProblem(notJson, ProblemKind.UNREADABLE);
        assertThat(json(notJson).at("/errors/0/line").asInt()).isEqualTo(2);
        for (String wrong : List.of("", "[]", "7", "null", "\"x\"", "{} {}")) {
            assertThat(rig.post(members, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertProblem(
                rig.post("/api/members", "{\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "}"),
                ProblemKind.UNREADABLE);
        assertProblem(
                rig.post(members, "{\"phone\":\"09121234567\",\"phone\":\"09121234568\"}"),
                ProblemKind.UNREADABLE);
        assertPlace(rig.get(members), "parameter", "phone");
        assertPlace(rig.get("/api/v1/agents?limit=201"), "parameter", "limit");
        assertPlace(rig.get("/api/v1/agents?limit=-1"), "parameter", "limit");
        assertPlace(
                rig.post("/api/v1/members/imports?update=yes", "phone\n"), "parameter", "update");
        assertProblem(rig.post(members, "x".repeat(70_000)), ProblemKind.TOO_LARGE);
        assertProblem(
                rig.ask("POST", members, ApiRig.TOKEN, MARYAM, Map.of("Content-Type", "text/xml")),
                ProblemKind.WRONG_MEDIA_TYPE);
        HttpResponse<String> method = rig.ask("PUT", members, ApiRig.TOKEN, "", Map.of());
        assertProblem(method, ProblemKind.WRONG_METHOD);
        assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD, POST");
        assertProblem(rig.get("/api/v1/nothing"), ProblemKind.NOT_FOUND);
        assertProblem(rig.ask("GET", members, "", "", Map.of()), ProblemKind.NO_TOKEN);
        assertProblem(rig.ask("GET", members, "wrong", "", Map.of()), ProblemKind.NO_TOKEN);
    }

    @Test
    void whatIsHardlyHttpIsRefusedAndNever500() throws Exception {
        for (String line :
                List.of(
                        "GET /api/v1/members/%zz HTTP/1.1",
                        "GET /api/v1/members/%ff HTTP/1.1",
                        "GET /api/v1/members?phone=%zz HTTP/1.1",
                        "GET /api/v1/agents?limit=%zz HTTP/1.1",
                        "GET /api/v1/agents?cursor=%00 HTTP/1.1",
                        "GET /api/v1/../../etc/passwd HTTP/1.1",
                        "POST /api/v1/members HTTP/1.1\r\nContent-Length: x",
                        "POST /api/v1/members/imports HTTP/1.1\r\nContent-Length: -1",
                        "BREW /api/v1/agents HTTP/1.1",
                        "GET /api/v1/agents/" + "x".repeat(3000) + " HTTP/1.1")) {
            String status = raw(line);
            assertThat(status).as(line).matches("HTTP/1.1 4[0-9][0-9] .*");
        }
    }

    /** The first line of the answer. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.uri("/").getPort())) {
            socket.getOutputStream()
                    .write(
                            (request
                                            + "\r\nHost: x\r\nConnection: close\r\nAuthorization:"
                                            + " Bearer "
                                            + ApiRig.TOKEN
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void listsComeInPagesUntilTheirEndAndAStrangeCursorIsNotFollowed() {
        HttpResponse<String> first = rig.get("/api/v1/agents?limit=1");
        assertThat(json(first).path("items").path(0).path("id").asString()).isEqualTo("2001");
        String next = json(first).path("next").asString();
        assertThat(first.headers().firstValue("Link"))
                .contains("<?limit=1&cursor=" + next + ">; rel=\"next\"");
        JsonNode second = json(rig.get("/api/v1/agents?limit=1&cursor=" + next));
        assertThat(second.path("items").path(0).path("id").asString()).isEqualTo("2002");
        assertThat(second.path("next").isNull()).isTrue();
        assertProblem(rig.get("/api/v1/webhooks?cursor=" + next), ProblemKind.BAD_CURSOR);
        assertProblem(rig.get("/api/v1/agents?cursor=xyz%21"), ProblemKind.BAD_CURSOR);
        assertProblem(rig.get("/api/v1/agents?cursor="), ProblemKind.BAD_CURSOR);
    }

    @Test
    void agentsWebhooksAndScriptsAreServedOneByOne() {
        assertThat(json(rig.get("/api/v1/agents/2001")).path("state").asString())
                .isEqualTo("not-ready");
        assertThat(json(rig.post("/api/v1/agents/2001/ready", "")).path("state").asString())
                .isEqualTo("available");
        assertProblem(rig.post("/api/v1/agents/2002/ready", "{}"), ProblemKind.CONFLICT);
        assertProblem(rig.get("/api/v1/agents/2009"), ProblemKind.NOT_FOUND);
        assertThat(json(rig.get("/api/v1/webhooks/crm")).path("gone").asBoolean()).isFalse();
        assertThat(rig.post("/api/v1/webhooks/crm/enable", "").statusCode()).isEqualTo(200);
        assertProblem(rig.post("/api/v1/webhooks/crn/enable", ""), ProblemKind.NOT_FOUND);
        JsonNode published = json(rig.post("/api/v1/flows/publications", ""));
        assertThat(published.at("/published/0/version").asInt()).isEqualTo(2);
        rig.shelf().spoil();
        HttpResponse<String> refused = rig.post("/api/v1/flows/publications", "{}");
        assertProblem(refused, ProblemKind.SCRIPTS_REFUSED);
        JsonNode place = json(refused).at("/errors/0");
        assertThat(place.path("file").asString()).isEqualTo("scripts/hotline.yaml");
        assertThat(place.path("line").asInt()).isEqualTo(7);
        assertThat(place.path("pointer").asString()).isEqualTo("/steps/menu/on/1");
        HttpResponse<String> noBack = rig.post("/api/v1/flows/x/rollbacks", "");
        assertProblem(noBack, ProblemKind.SCRIPTS_REFUSED);
        assertThat(json(noBack).path("detail").asString())
                .isEqualTo("refused: the flow 'x' has no version before");
        assertThat(json(noBack).has("errors")).as("it has no place in a file").isFalse();
        for (String notAName : List.of("..%2F..%2Fetc", "%00", "A", "..")) {
            assertThat(rig.post("/api/v1/flows/" + notAName + "/rollbacks", "").statusCode())
                    .as(notAName)
                    .isEqualTo(404);
            assertThat(rig.post("/api/flows/" + notAName + "/rollback", "").statusCode())
                    .as(notAName)
                    .isEqualTo(404);
        }
    }

    @Test
    void twoWhoRollBackTheSameVersionGoBackOneStep() {
        rig.post("/api/v1/flows/publications", "");
        rig.post("/api/v1/flows/publications", "");
        assertThat(json(rig.get("/api/v1/flows")).path("items")).hasSize(2);
        HttpResponse<String> seen = rig.get("/api/v1/flows/hotline");
        assertThat(json(seen).path("version").asInt()).isEqualTo(3);
        Map<String, String> ifMatch = Map.of("If-Match", tag(seen));
        String rollbacks = "/api/v1/flows/hotline/rollbacks";
        HttpResponse<String> first = rig.ask("POST", rollbacks, ApiRig.TOKEN, "", ifMatch);
        assertThat(json(first).at("/published/0/version").asInt()).isEqualTo(2);
        HttpResponse<String> second = rig.ask("POST", rollbacks, ApiRig.TOKEN, "", ifMatch);
        assertProblem(second, ProblemKind.OVERTAKEN);
        assertThat(json(second).at("/current/version").asInt()).isEqualTo(2);
        assertThat(json(rig.post(rollbacks, "")).at("/published/0/version").asInt())
                .as("whatever it is")
                .isEqualTo(1);
        assertProblem(rig.get("/api/v1/flows/none"), ProblemKind.NOT_FOUND);
    }

    @Test
    void queuesAndAgentsAreReadAnewOrEveryMistakeIsNamed() {
        for (String path : List.of("/api/v1/floor/checks", "/api/v1/floor/reloads")) {
            assertThat(json(rig.post(path, "")).at("/changes/0").asString())
                    .isEqualTo("agent 2003: new");
        }
        rig.reloads(new Reloaded(List.of(), List.of("agents.yaml:3:5: x: unknown key")));
        HttpResponse<String> refused = rig.post("/api/v1/floor/reloads", "{}");
        assertProblem(refused, ProblemKind.FLOOR_REFUSED);
        assertThat(json(refused).at("/errors/0/detail").asString())
                .isEqualTo("agents.yaml:3:5: x: unknown key");
    }

    @Test
    void anImportIsReportedLineByLine() {
        List<JsonNode> lines = new ArrayList<>();
        rig.ask(
                        "POST",
                        "/api/v1/members/imports?refused=true",
                        ApiRig.TOKEN,
                        "phone,name,tier\n09121110001,a,gold\nx,b,gold\n",
                        Map.of("Content-Type", "text/csv"))
                .body()
                .lines()
                .forEach(line -> lines.add(JsonMapper.shared().readTree(line)));
        assertThat(lines.getFirst().path("refusedLine").asInt()).isEqualTo(3);
        assertThat(lines.getLast().path("added").asInt()).isEqualTo(1);
        // the last line comes before the file goes
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void whatAnAgentWasAskedAndIsNotKeptYetIsAccepted() {
        rig.keeps(false);
        HttpResponse<String> paused =
                rig.put("/api/v1/agents/2001/state", "{\"state\":\"logged-out\"}");
        assertThat(paused.statusCode()).isEqualTo(202);
        assertThat(json(paused).path("kept").asBoolean(true)).isFalse();
        assertThat(rig.post("/api/v1/agents/2001/ready", "").statusCode()).isEqualTo(202);
        rig.keeps(true);
        HttpResponse<String> kept = rig.post("/api/v1/agents/2001/ready", "");
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(json(kept).has("kept")).isFalse();
    }

    @Test
    void bodyIsTakenByItsMediaTypeInAnyCaseAndByNoOther() {
        String state = "/api/v1/agents/2001/state";
        for (String type :
                List.of(
                        "Application/JSON",
                        "application/json; charset=utf-8",
                        "application/x+json")) {
            assertThat(put(state, type).statusCode()).as(type).isEqualTo(200);
        }
        for (String type : List.of("application/jsonp", "text/json", "json", "text/plain")) {
            assertThat(put(state, type).statusCode()).as(type).isEqualTo(415);
        }
    }

    private HttpResponse<String> put(String path, String type) {
        return rig.ask(
                "PUT",
                path,
                ApiRig.TOKEN,
                "{\"state\":\"available\"}",
                Map.of("Content-Type", type));
    }

    @Test
    void whoWaitsForAWordBeforeItSendsItsBodyGetsIt() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            client.setSoTimeout(5_000);
            client.getOutputStream()
                    .write(
                            ("PUT /api/v1/agents/2001/state HTTP/1.1\r\nHost: x\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: 21\r\nExpect: 100-continue\r\n"
                                            + "Authorization: Bearer "
                                            + ApiRig.TOKEN
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(
                            new String(
                                    client.getInputStream().readNBytes(12),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");
        }
        assertThat(rig.get("/api/v1/agents").statusCode()).as("one that broke off").isEqualTo(200);
    }
}
