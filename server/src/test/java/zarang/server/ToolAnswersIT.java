package zarang.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import zarang.server.command.Exit;
import zarang.server.data.DataFolder;
import zarang.server.data.ServerAddress;

/** What commands say when there is nothing to say, and when nobody answers whom they can read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolAnswersIT {
    @TempDir static Path folder;

    private HttpServer server;
    private volatile String type = "application/json";
    private volatile String body = "";
    private volatile int status = 200;
    private volatile String gone = "";

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                asked -> {
                    boolean isGone = asked.getRequestURI().getPath().equals(gone);
                    byte[] sent =
                            (isGone ? "{\"detail\":\"gone\"}" : body)
                                    .getBytes(StandardCharsets.UTF_8);
                    asked.getResponseHeaders().add("Content-Type", type);
                    asked.sendResponseHeaders(isGone ? 404 : status, sent.length);
                    asked.getResponseBody().write(sent);
                    asked.close();
                });
        server.start();
        Path token = folder.resolve("secrets/admin-token");
        Files.createDirectories(token.getParent());
        Files.writeString(token, "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        new ServerAddress(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        List.of(),
                        1)
                .write(new DataFolder(folder));
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    /** What a command said and how it ended. */
    private record Said(int exit, String out, String err) {}

    private static Said said(Path data, String command, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.addAll(List.of("--data", data.toString()));
        words.addAll(List.of(more));
        int exit =
                Zarang.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(words.toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue list",
                "queue waiting",
                "queue waiting sales",
                "agent-state show",
                "agent-state teams",
                "agent-state skills",
                "floor show",
                "callback list",
                "missed list",
                "calls list",
                "trunk list",
                "ban list",
                "webhook list",
                "key list",
                "calendar list",
                "stats queues",
                "stats agents",
                "flow versions hotline",
                "flow counts hotline"
            })
    void whereThereIsNothingThatIsSaidAndJsonIsAnEmptyList(String command) {
        type = "application/json";
        body = "{\"items\":[],\"steps\":[],\"next\":null,\"complete\":true,\"missing\":[]}";
        Said words = said(folder, command);
        assertThat(words.exit()).isEqualTo(Exit.DONE);
        assertThat(words.out().lines()).as("one line, for people").hasSize(1);
        Said json = said(folder, command, "--json");
        assertThat(JsonMapper.shared().readTree(json.out()).valueStream())
                .anySatisfy(list -> assertThat(list.isArray() && list.isEmpty()).isTrue());
    }

    /** What a person wrote may be of any length and from the right: nothing stands after it. */
    @ParameterizedTest
    @CsvSource({
        "key list, label",
        "agent-state show, name",
        "floor show, name",
        "callback list, note"
    })
    void whatAPersonWroteEndsItsLine(String command, String written) {
        String text = "صف فروش for the desk of the night shift of the second floor";
        type = "application/json";
        body =
                """
                {"items":[{"id":"k1","%s":"%s","scopes":["queues:read"],"queues":["sales"],
                "state":"available","since":"2026-03-21T08:00:00Z"}],"next":null}
                """
                        .formatted(written, text);
        assertThat(said(folder, command).out().stripTrailing()).endsWith(text);
    }

    @Test
    void whoAsksForJsonReadsAsJsonThatThereIsNoServer() {
        Path nobody = folder.resolve("nobody");
        Said json = said(nobody, "queue list", "--json");
        assertThat(json.exit()).isEqualTo(Exit.NO_SERVER);
        assertThat(JsonMapper.shared().readTree(json.out()).path("error").asString())
                .startsWith("no server runs on the data folder");
        Said words = said(nobody, "queue list");
        assertThat(words.exit()).isEqualTo(Exit.NO_SERVER);
        assertThat(words.out()).isEmpty();
        assertThat(words.err()).startsWith("zarang: no server runs on the data folder");
    }

    @Test
    void aQueueThatIsTakenAwayWhileAllLinesAreReadKeepsNoneOfTheOthersFromBeingShown() {
        type = "application/json";
        body = "{\"items\":[{\"id\":\"night\",\"queue\":\"night\"}],\"next\":null}";
        gone = "/api/v1/queues/night/waiting";
        Said words = said(folder, "queue waiting");
        Said one = said(folder, "queue waiting night");
        gone = "";
        assertThat(words.exit()).isEqualTo(Exit.DONE);
        assertThat(words.out()).isEqualToIgnoringNewLines("nobody waits");
        assertThat(one.exit()).isEqualTo(Exit.INPUT);
    }

    @Test
    void whoAsksForJsonReadsEachMistakeAndNotOnlyThatThereAreSome() {
        type = "application/problem+json";
        body = "{\"detail\":\"refused\",\"errors\":[{\"detail\":\"a\"},{\"detail\":\"b\"}]}";
        status = 422;
        Said json = said(folder, "floor reload", "--json");
        status = 200;
        assertThat(json.exit()).isEqualTo(Exit.INPUT);
        assertThat(JsonMapper.shared().readTree(json.out()).path("errors"))
                .extracting(each -> each.path("detail").asString())
                .containsExactly("a", "b");
    }

    /** A server that was killed leaves its address, and another program may have the port. */
    @Test
    void whoeverAnswersAndIsNoZarangIsNamed() {
        type = "text/html";
        body = "<html>It works!</html>";
        Said words = said(folder, "queue list");
        assertThat(words.exit()).isEqualTo(Exit.NO_SERVER);
        assertThat(words.err()).contains("is not Zarang: status 200");
        assertThat(said(folder, "callback claim c1").exit()).isEqualTo(Exit.NO_SERVER);
    }
}
