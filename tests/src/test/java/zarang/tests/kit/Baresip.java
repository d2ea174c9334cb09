package zarang.tests.kit;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A baresip: somebody else's SIP phone, without a sound device. It says a WAV file, writes what it
 * hears, and is told what to do over its control port.
 */
public final class Baresip implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path folder;
    private final Process process;
    private final Socket control;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private Baresip(Path folder, Process process, Socket control) {
        this.folder = folder;
        this.process = process;
        this.control = control;
    }

    /** A phone that calls as {@code user}. */
    public static Baresip caller(Path folder, String user, Path says) {
        return start(
                folder, "<sip:" + user + "@127.0.0.1>;regint=0;audio_codecs=pcma,pcmu\n", says);
    }

    /** How a server is to reach an agent's phone. */
    public enum Way {
        UDP("udp", ""),
        TCP("tcp", ""),
        /** Over UDP, and only over the flow that it registered on: RFC 5626. */
        FLOW("udp", ";sipnat=outbound");

        private final String transport;
        private final String params;

        Way(String transport, String params) {
            this.transport = transport;
            this.params = params;
        }
    }

    /** An agent's phone: registers at the server and answers at once. */
    public static Baresip agent(
            Path folder, String user, String secret, int serverPort, Path says) {
        return agent(folder, user, secret, serverPort, Way.UDP, says);
    }

    /** The same over another way. */
    public static Baresip agent(
            Path folder, String user, String secret, int serverPort, Way way, Path says) {
        return agent(folder, user, secret, serverPort, way, "auto", says);
    }

    /** One that rings until somebody takes it. */
    public static Baresip ringing(
            Path folder, String user, String secret, int serverPort, Way way, Path says) {
        return agent(folder, user, secret, serverPort, way, "manual", says);
    }

    private static Baresip agent(
            Path folder,
            String user,
            String secret,
            int serverPort,
            Way way,
            String answers,
            Path says) {
        String server = "127.0.0.1:" + serverPort + ";transport=" + way.transport;
        return start(
                folder,
                "<sip:%s@%s>;auth_user=%s;auth_pass=%s;regint=60;answermode=%s;audio_codecs=pcmu,pcma%s%n"
                        .formatted(
                                user,
                                server,
                                user,
                                secret,
                                answers,
                                way == Way.FLOW
                                        ? way.params + ";outbound=\"sip:" + server + "\""
                                        : way.params),
                says);
    }

    /** An agent's phone that registers nowhere and answers at once, at {@code port}. */
    public static Baresip fixed(Path folder, String user, int port, Path says) {
        return start(
                folder,
                "<sip:" + user + "@127.0.0.1>;regint=0;answermode=auto;audio_codecs=pcmu,pcma\n",
                says,
                port);
    }

    /** The same; while it is in a call it is busy. */
    public static Baresip fixedOfOneCall(Path folder, String user, int port, Path says) {
        return start(
                folder,
                "<sip:" + user + "@127.0.0.1>;regint=0;answermode=auto;audio_codecs=pcmu,pcma\n",
                says,
                port,
                "call_max_calls 1\n");
    }

    private static Baresip start(Path folder, String account, Path says) {
        return start(folder, account, says, port());
    }

    /** A port for SIP, with those that follow it for one phone. */
    public static int port() {
        return Ports.block(44);
    }

    private static Baresip start(Path folder, String account, Path says, int sip) {
        return start(folder, account, says, sip, "");
    }

    private static Baresip start(Path folder, String account, Path says, int sip, String settings) {
        // baresip takes the port after sip_listen for TLS, asked or not.
        int controlPort = sip + 2;
        int rtp = sip + 4;
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("accounts"), account);
            Files.writeString(folder.resolve("contacts"), "");
            Files.writeString(
                    folder.resolve("config"),
                    """
                    net_interface 127.0.0.1
                    sip_listen 127.0.0.1:%d
                    rtp_ports %d-%d
                    audio_source aufile,%s
                    audio_player aubridge,%s
                    audio_alert aubridge,alert
                    ausrc_srate 8000
                    auplay_srate 8000
                    ausrc_channels 1
                    auplay_channels 1
                    snd_path %s
                    module_path /usr/lib/baresip/modules
                    module uuid.so
                    module g711.so
                    module aufile.so
                    module aubridge.so
                    module sndfile.so
                    module_tmp account.so
                    module_app menu.so
                    module_app ctrl_tcp.so
                    ctrl_tcp_listen 127.0.0.1:%d
                    %s\
                    """
                            .formatted(
                                    sip,
                                    rtp,
                                    rtp + 39,
                                    says,
                                    folder.getFileName(),
                                    folder,
                                    controlPort,
                                    settings));
            Process process =
                    new ProcessBuilder("baresip", "-f", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .start();
            Baresip phone = new Baresip(folder, process, connect(process, controlPort));
            Thread.ofVirtual().start(phone::listen);
            return phone;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void dial(String uri) {
        command("dial", uri);
    }

    public void press(char digit) {
        command("sndcode", String.valueOf(digit));
    }

    /** Asks the server by REFER to let the other side go on with {@code uri}. */
    public void transfer(String uri) {
        command("transfer", uri);
    }

    public void hold() {
        command("hold", null);
    }

    public void resume() {
        command("resume", null);
    }

    /** Takes the call that rings. */
    public void answer() {
        command("accept", null);
    }

    public void hangUp() {
        command("hangup", null);
    }

    /** Waits for the {@code count}th event of that type, such as {@code CALL_ESTABLISHED}. */
    public Baresip await(String type, int count) {
        Awaitility.await(type + " no " + count + " at " + folder.getFileName())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count(type) >= count);
        return this;
    }

    public long count(String type) {
        return events.stream()
                .filter(event -> event.path("type").asString("").equals(type))
                .count();
    }

    /** What it heard in its call number {@code call}, 1 and up. */
    public Tone heard(int call) {
        return Tone.read(hearing().get(call - 1));
    }

    /** A WAV file for each of its calls; that of a running call grows, and has no length yet. */
    public List<Path> hearing() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-dec.wav")).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it at once, without a goodbye: for a server that is dead. */
    public void drop() {
        try {
            control.close();
            process.destroyForcibly().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            control.close();
            process.destroy();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void command(String name, @Nullable String params) {
        var message = JSON.createObjectNode().put("command", name).put("token", name);
        if (params != null) {
            message.put("params", params);
        }
        byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
        try {
            control.getOutputStream()
                    .write((body.length + ":" + message + ",").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Netstrings: {@code <length>:<json>,}. */
    private void listen() {
        try (InputStream in = new BufferedInputStream(control.getInputStream())) {
            for (int length = 0; ; ) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                if (next == ':') {
                    events.add(JSON.readTree(in.readNBytes(length)));
                    length = 0;
                } else if (next != ',') {
                    length = length * 10 + (next - '0');
                }
            }
        } catch (IOException closed) {
            // The phone has ended; whoever waits for an event of it times out and says which.
        }
    }

    private static Socket connect(Process process, int port) {
        return Awaitility.await("control port of baresip")
                .atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(
                                        "baresip ended: " + process.exitValue());
                            }
                            return new Socket(InetAddress.getLoopbackAddress(), port);
                        },
                        socket -> true);
    }
}
