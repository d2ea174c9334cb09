package zarang.tests.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own test phone in the background: {@code ./zarang call} or {@code ./zarang agent}. */
public final class Phone implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private Phone(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Calls the hotline as {@code from}. What it hears is written to {@code heard} at its end. */
    public static Phone caller(
            ServerProcess server, String from, Path heard, String... moreOptions) {
        return caller(server.uri("1000"), from, heard, moreOptions);
    }

    /** The same, at another address of the server. */
    public static Phone caller(String uri, String from, Path heard, String... moreOptions) {
        List<String> arguments = new ArrayList<>(List.of("call", uri, "--from", from));
        arguments.addAll(List.of("--listen", heard.toString()));
        arguments.addAll(List.of(moreOptions));
        return start(heard.resolveSibling(heard.getFileName() + ".log"), from, arguments);
    }

    /** An agent's phone that has registered. */
    public static Phone agent(ServerProcess server, String extension, String... moreOptions) {
        List<String> arguments = new ArrayList<>(List.of("agent", "--extension", extension));
        arguments.addAll(List.of("--data", server.data().toString()));
        arguments.addAll(List.of(moreOptions));
        return start(
                        server.data().resolveSibling("agent-" + extension + ".log"),
                        extension,
                        arguments)
                .await("registered", 1);
    }

    private static Phone start(Path log, String name, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(ServerProcess.HOME.resolve("zarang").toString()));
        command.addAll(arguments);
        command.add("--json");
        try {
            Files.createDirectories(log.getParent());
            Process process =
                    new ProcessBuilder(command)
                            .directory(ServerProcess.HOME.toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            Phone phone = new Phone(name, process);
            Thread.ofVirtual().start(phone::read);
            return phone;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for the {@code count}th event of that name, such as {@code answered}. */
    public Phone await(String event, int count) {
        Awaitility.await(event + " no " + count + " at the phone of " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count(event) >= count);
        return this;
    }

    public long count(String event) {
        return events.stream()
                .filter(each -> each.path("event").asString("").equals(event))
                .count();
    }

    /** Waits until the phone has ended by itself; gives its exit code. */
    public int exit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the phone of " + name + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** SIGTERM, as Ctrl-C: hangs up, or unregisters. */
    @Override
    public void close() {
        process.destroy();
        exit();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(JSON.readTree(line));
            }
        } catch (IOException closed) {
            // The phone has ended; whoever waits for an event of it times out and says which.
        }
    }
}
