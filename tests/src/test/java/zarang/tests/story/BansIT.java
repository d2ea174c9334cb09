package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/** A scanner is banned, also over a restart, until an admin lifts the ban. */
class BansIT {
    private static final String SCANNER = "127.0.0.66";

    private final Path work = Work.folder("bans");
    private ServerProcess server;
    private int sent;

    @BeforeEach
    void open() {
        Conf conf = Conf.copy(work).change("trunks.yaml", "127.0.0.0/8", "127.0.0.1");
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** The status that OPTIONS gets; empty if there is no answer. */
    private Optional<String> options(String from, String userAgent) throws IOException {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(from), 0))) {
            socket.setSoTimeout(700);
            String request =
                    String.join(
                            "\r\n",
                            "OPTIONS sip:1000@127.0.0.1 SIP/2.0",
                            "Via: SIP/2.0/UDP %s:%d;branch=z9hG4bK%d"
                                    .formatted(from, socket.getLocalPort(), ++sent),
                            "From: <sip:x@%s>;tag=a".formatted(from),
                            "To: <sip:1000@127.0.0.1>",
                            "Call-ID: ban" + sent,
                            "CSeq: 1 OPTIONS",
                            "Max-Forwards: 70",
                            "User-Agent: " + userAgent,
                            "Content-Length: 0",
                            "",
                            "");
            byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
            socket.send(
                    new DatagramPacket(
                            bytes,
                            bytes.length,
                            new InetSocketAddress(
                                    InetAddress.ofLiteral("127.0.0.1"), server.sipPort())));
            DatagramPacket answer = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(answer);
            return Optional.of(new String(answer.getData(), 8, 3, StandardCharsets.US_ASCII));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
    }

    private void assertListed() {
        JsonNode bans = server.tool("ban", "list").path("bans");
        assertThat(bans).hasSize(1);
        assertThat(bans.path(0).path("address").asString()).isEqualTo(SCANNER);
        assertThat(bans.path(0).path("reason").asString()).isEqualTo("the name of a scanner");
    }

    private void awaitSilence() {
        await("not listened to")
                .atMost(Duration.ofSeconds(10))
                .until(() -> options(SCANNER, "X").isEmpty());
    }

    @Test
    void scannerIsBannedUntilItIsLifted() throws IOException {
        assertThat(options(SCANNER, "friendly-scanner")).contains("403");
        awaitSilence();
        assertThat(options("127.0.0.67", "X")).as("another stranger").contains("200");
        assertListed();
        await("figure")
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.metric("zarang_sip_banned_dropped_total") > 0);

        server.stop();
        server = server.again();
        await("read back")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !server.tool("ban", "list").path("bans").isEmpty());
        assertListed();
        awaitSilence();

        Tool.Outcome other =
                Tool.run("ban", "lift", "192.0.2.1", "--data", server.data().toString());
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.err()).contains("192.0.2.1 is not banned");
        Tool.Outcome lifted = Tool.run("ban", "lift", SCANNER, "--data", server.data().toString());
        assertThat(lifted.exit()).isZero();
        assertThat(lifted.out()).contains(SCANNER + " is listened to again");
        await("listened to")
                .atMost(Duration.ofSeconds(10))
                .until(() -> options(SCANNER, "X").filter("200"::equals).isPresent());
        assertThat(server.tool("ban", "list").path("bans")).isEmpty();
    }
}
