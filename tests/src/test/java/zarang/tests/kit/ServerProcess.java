package zarang.tests.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.api.contract.CheckedClient;

/** Zarang as an admin starts it: {@code ./zarang serve}, a process of its own. */
public final class ServerProcess implements AutoCloseable {
    /** The root of the repository. */
    public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final int FOLLOWED_LINES_MAX = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final List<String> command;
    private final Path data;
    private final String ready;
    private final int sipPort;
    private final URI http;

    private ServerProcess(
            Process process, List<String> command, Path data, String ready, int sipPort, URI http) {
        this.process = process;
        this.command = command;
        this.data = data;
        this.ready = ready;
        this.sipPort = sipPort;
        this.http = http;
    }

    /**
     * Starts a server and waits for its ready line.
     *
     * @param conf the configuration folder
     * @param data the data folder; the log goes to {@code <data>.log}
     * @param settings more {@code --set} values
     */
    public static ServerProcess start(Path conf, Path data, String... settings) {
        int sipPort = Ports.free();
        int httpPort = Ports.free();
        int rtp = Ports.block(100);
        List<String> command = new ArrayList<>(List.of(HOME.resolve("zarang").toString(), "serve"));
        command.addAll(List.of("--conf", conf.toString(), "--data", data.toString()));
        command.addAll(
                List.of(
                        "--set",
                        "sip.listen=udp:127.0.0.1:" + sipPort + ",tcp:127.0.0.1:" + sipPort));
        command.addAll(List.of("--set", "http.listen=127.0.0.1:" + httpPort));
        command.addAll(List.of("--set", "media.ports=" + rtp + "-" + (rtp + 99)));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        return launch(command, data, sipPort, URI.create("http://127.0.0.1:" + httpPort));
    }

    /** After its end: the same again, at the same addresses. */
    public ServerProcess again() {
        return launch(command, data, sipPort, http);
    }

    private static ServerProcess launch(List<String> command, Path data, int sipPort, URI http) {
        try {
            Path log = data.resolveSibling(data.getFileName() + ".log");
            Files.createDirectories(log.getParent());
            Process process =
                    new ProcessBuilder(command)
                            .directory(HOME.toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            String ready =
                    new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (ready == null) {
                throw new IllegalStateException(
                        "the server ended with "
                                + process.waitFor()
                                + ":\n"
                                + Files.readString(log));
            }
            return new ServerProcess(process, command, data, ready, sipPort, http);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public String readyLine() {
        return ready;
    }

    public int sipPort() {
        return sipPort;
    }

    public String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + sipPort;
    }

    public Path data() {
        return data;
    }

    /** The server's own Redis. */
    public ProcessHandle redis() {
        try {
            String pid = Files.readString(data.resolve("redis/redis.pid")).strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The sum of a metric's samples, such as {@code zarang_journal_lost_total}. */
    public double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Makes a member of the club, over HTTP: quicker than a process of its own. */
    public void member(String number, String tier) {
        api(
                HttpRequest.newBuilder(http.resolve("/api/members"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.createObjectNode()
                                                .put("phone", number)
                                                .put("name", "member of " + tier)
                                                .put("tier", tier)
                                                .toString())));
    }

    /** What an agent is doing, such as {@code not-ready}. */
    public String agentState(String extension) {
        for (JsonNode agent :
                api(HttpRequest.newBuilder(http.resolve("/api/agents"))).path("agents")) {
            if (agent.path("agent").asString().equals(extension)) {
                return agent.path("state").asString();
            }
        }
        throw new IllegalStateException("no agent " + extension);
    }

    /** A member's points, after it was verified that they add up. */
    public int points(String number) {
        String query = "?phone=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
        JsonNode verified = api(HttpRequest.newBuilder(http.resolve("/api/points/verify" + query)));
        if (!verified.path("sound").asBoolean()) {
            throw new IllegalStateException("the account does not add up: " + verified);
        }
        return api(HttpRequest.newBuilder(http.resolve("/api/points" + query)))
                .path("available")
                .asInt(-1);
    }

    /** GET as the owner; fails unless it is there. */
    public JsonNode shown(String path) {
        return api(HttpRequest.newBuilder(http.resolve(path)));
    }

    /** The first message of that type that a follower of a topic gets, as JSON. */
    public String follow(String topic, String type) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(http.resolve("/api/v1/events?topics=" + topic))
                        .header("Authorization", "Bearer " + token())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines =
                        client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            return lines.limit(FOLLOWED_LINES_MAX)
                    .filter(line -> line.startsWith("data: {\"type\":\"" + type + "\""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String token() throws IOException {
        return Files.readString(data.resolve("secrets/admin-token")).strip();
    }

    /** PUT as the owner; fails unless it is done. */
    public JsonNode put(String path, String body) {
        return api(
                HttpRequest.newBuilder(http.resolve(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** PATCH as the owner, whatever is there; fails unless it is done. */
    public JsonNode patch(String path, String body) {
        return api(
                HttpRequest.newBuilder(http.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode api(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    send(request.header("Authorization", "Bearer " + token()).build());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The password of an agent's phone, as the admin reads it. */
    public String agentSecret(String extension) {
        try {
            return Files.readString(data.resolve("secrets/agent-" + extension)).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** GET without a token: health and metrics. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(http.resolve(path)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (CheckedClient client = new CheckedClient()) {
            return client.send(request);
        }
    }

    /** Where HTTP is served. */
    public URI http() {
        return http;
    }

    /**
     * Runs a tool against this server, such as {@code member add …}, and gives what it printed as
     * JSON.
     */
    public JsonNode tool(String... arguments) {
        Tool.Outcome outcome = Tool.run(withData(arguments));
        if (outcome.exit() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + outcome);
        }
        return JSON.readTree(outcome.out());
    }

    /** kill -9, as the kernel does it. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** SIGTERM: drains. Gives the exit code. */
    public int stop() {
        process.destroy();
        return waitForEnd();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private String[] withData(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString(), "--json"));
        return all.toArray(String[]::new);
    }

    private int waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not end within 30 s");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
