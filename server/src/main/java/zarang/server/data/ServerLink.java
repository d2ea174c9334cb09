package zarang.server.data;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool's way to the running server: address and admin token lie in the data folder. */
public final class ServerLink implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI base;
    private final String token;

    private ServerLink(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Finds the server of a data folder.
     *
     * @throws NoServerException none runs there
     */
    public static ServerLink find(Path dataFolder) throws IOException {
        DataFolder folder = new DataFolder(dataFolder);
        Optional<ServerAddress> address = ServerAddress.read(folder);
        Optional<String> token = Secrets.existingAdminToken(folder);
        if (address.isEmpty() || token.isEmpty()) {
            throw new NoServerException(
                    "no server runs on the data folder "
                            + folder.root()
                            + ": start it with ./zarang serve --data "
                            + dataFolder);
        }
        return new ServerLink(address.get().http(), token.get());
    }

    /**
     * What the server answered.
     *
     * @param body JSON
     */
    public record Answer(int status, String body) {
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    public Answer get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    /** All of a list, page after page; the first answer that is none. */
    public Answer all(String path) throws IOException {
        ArrayNode items = JSON.createArrayNode();
        ObjectNode whole = JSON.createObjectNode();
        String page = path;
        while (true) {
            Answer answer = get(page);
            if (!answer.ok()) {
                return answer;
            }
            JsonNode body = JSON.readTree(answer.body());
            items.addAll((ArrayNode) body.path("items"));
            if (whole.path("complete").asBoolean(true)) {
                whole = (ObjectNode) body;
            }
            if (body.path("next").isNull()) {
                return new Answer(answer.status(), whole.set("items", items).toString());
            }
            page =
                    path
                            + (path.indexOf('?') < 0 ? "?" : "&")
                            + "cursor="
                            + query(body.path("next").asString());
        }
    }

    public Answer delete(String path) throws IOException {
        return send(request(path).DELETE().build());
    }

    public Answer post(String path, String json) throws IOException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    public Answer put(String path, String json) throws IOException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    /** Changes something, whatever it is now. */
    public Answer patch(String path, String json) throws IOException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    /**
     * Sends a file and hands on the lines of the answer as they come: progress first, the outcome
     * last.
     */
    public int stream(String path, BodyPublisher body, Consumer<String> line) throws IOException {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(
                            HttpRequest.newBuilder(base.resolve(path))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "text/csv")
                                    .POST(body)
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            response.body().forEach(line);
            return response.statusCode();
        } catch (IOException unreachable) {
            throw gone(unreachable);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** A value as it may stand in a query or a path. */
    public static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (!isJson(response)) {
                throw new NoServerException(
                        "what answers at "
                                + base
                                + " is not Zarang: status "
                                + response.statusCode()
                                + " and no JSON; is the server of this data folder still running?");
            }
            return new Answer(response.statusCode(), response.body());
        } catch (IOException unreachable) {
            throw gone(unreachable);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** Whatever the API says is JSON; an empty body says nothing. */
    private static boolean isJson(HttpResponse<String> response) {
        return response.body().isEmpty()
                || response.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private NoServerException gone(IOException unreachable) {
        return new NoServerException(
                "the server at "
                        + base
                        + " does not answer ("
                        + unreachable
                        + "): is it still running?");
    }

    private static IOException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", stopped);
    }
}
