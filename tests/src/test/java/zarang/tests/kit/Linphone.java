package zarang.tests.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A linphonec, Linphone on a console: an agent's phone with files for a sound card. It says a WAV
 * file, writes what it hears, and is told what to do by lines.
 */
public final class Linphone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Path heard;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Linphone(String name, Path heard, Process process) {
        this.name = name;
        this.heard = heard;
        this.process = process;
    }

    /** One that registers, and rings until it is told to answer. */
    public static Linphone agent(
            Path folder, String user, String secret, int serverPort, Path says) {
        int port = Ports.block(4);
        Path config = folder.resolve("linphonerc");
        try {
            // it keeps its data below HOME and does not make that folder
            Files.createDirectories(folder.resolve(".local/share/linphone"));
            Files.writeString(
                    config,
                    """
                    [sip]
                    sip_port=%1$d
                    sip_tcp_port=0
                    sip_tls_port=0
                    use_ipv6=0
                    bind_address=127.0.0.1
                    contact=<sip:%2$s@127.0.0.1>
                    auto_net_state_mon=0
                    default_proxy=0
                    register_only_when_network_is_up=0
                    [net]
                    firewall_policy=none
                    [rtp]
                    audio_rtp_port=%3$d
                    [auth_info_0]
                    username=%2$s
                    passwd=%4$s
                    [proxy_0]
                    reg_proxy=<sip:127.0.0.1:%5$d>
                    reg_identity=<sip:%2$s@127.0.0.1:%5$d>
                    reg_expires=60
                    reg_sendregister=1
                    publish=0
                    """
                            .formatted(port, user, port + 2, secret, serverPort));
            ProcessBuilder command =
                    new ProcessBuilder(
                                    "linphonec",
                                    "-c",
                                    config.toString(),
                                    "-d",
                                    "6",
                                    "-l",
                                    folder.resolve("log").toString())
                            .directory(folder.toFile())
                            .redirectErrorStream(true);
            command.environment().put("HOME", folder.toString());
            Path heard = folder.resolve("heard.wav");
            Linphone phone = new Linphone(user, heard, command.start());
            Thread.ofVirtual().start(phone::read);
            phone.say("soundcard use files");
            phone.say("play " + says);
            phone.say("record " + heard);
            return phone;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes the call that rings. */
    public void answer() {
        say("answer");
    }

    /** Asks the server by REFER to let the other side go on with {@code uri}. */
    public void transfer(String uri) {
        say("transfer " + uri);
    }

    public void hangUp() {
        say("terminate");
    }

    /** Waits for the {@code count}th line in which {@code pattern} is found. */
    public Linphone await(String pattern, int count) {
        Awaitility.await(pattern + " no " + count + " at the Linphone of " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count(pattern) >= count);
        return this;
    }

    private long count(String pattern) {
        return lines.stream().filter(line -> line.matches(".*" + pattern + ".*")).count();
    }

    /** What it heard, all calls together. */
    public Tone heard() {
        return Tone.read(heard);
    }

    private void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read() {
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            // The phone has ended; whoever waits for a line of it times out and says which.
        }
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
