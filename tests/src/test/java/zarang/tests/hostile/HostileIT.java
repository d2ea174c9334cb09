package zarang.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Conf;
import zarang.tests.kit.ServerProcess;
import zarang.tests.kit.Tool;
import zarang.tests.kit.Work;

/**
 * Everything at once that a hostile network can throw at one port: the server stays up, counts it,
 * forgets it, and serves the next caller. Loopback only, bounded, and over by itself.
 */
class HostileIT {
    private static final int INVITES = 3_000;
    private static final int DATAGRAMS = 2_000;
    private static final int CONNECTIONS = 4_300;
    private static final int GUESSES = 200;
    private static final int MEGABYTE = 1 << 20;

    /** What a heap may grow by while nothing leaks: caches, compiled shapes, figures. */
    private static final long HEAP_GROWTH_MIB = 24;

    /** An INVITE that nobody acknowledges is over after 32 s and a BYE that nobody answers. */
    private static final Duration FORGETTING = Duration.ofSeconds(100);

    private final Random random = new Random(20_261_121);
    private final Path work = Work.folder("hostile");
    private ServerProcess server;
    private RawSip neighbour;

    @BeforeEach
    void open() {
        Conf conf = Conf.copy(work);
        server = ServerProcess.start(conf.folder(), work.resolve("data"), conf.promptsSetting());
        neighbour = new RawSip(server.sipPort());
    }

    @AfterEach
    void close() {
        neighbour.close();
        server.close();
    }

    @Test
    void serverOutlivesFloodsGarbageAndHalfMessagesAndForgetsThem() throws Exception {
        assertThat(neighbour.call("1000")).isEqualTo(200);
        awaitNoLegs();
        long before = heapMib();

        inviteFlood();
        garbageDatagrams();
        List<Socket> halves = halfMessages();
        hugeHeaders();
        guessedPasswords();
        connectionsThatSayNothing();
        awaitMore("zarang_sip_connections_closed_half_total", halves.size());
        for (Socket half : halves) {
            half.close();
        }
        awaitNoLegs();

        rtpGarbageDuringACall();
        assertThat(neighbour.call("1000")).as("a call afterwards").isEqualTo(200);
        awaitNoLegs();
        assertThat(figure("zarang_sip_malformed_total")).isPositive();
        assertThat(figure("zarang_sip_connections_refused_total")).isPositive();
        assertThat(figure("zarang_sip_connections_closed_unframed_total")).isPositive();
        assertThat(figure("zarang_sip_authentication_failures_total")).isGreaterThan(0);
        assertThat(figure("zarang_sip_refused_busy_source_total"))
                .as("503 while one source had too many calls that it never acknowledged")
                .isPositive();
        assertThat(figure("zarang_sip_refused_for_media_total"))
                .as("and so no media port was missing")
                .isZero();
        assertThat(figure("zarang_calls_broken_total")).as("no call broke").isZero();
        assertThat(heapMib())
                .as("MiB of heap, before %d", before)
                .isLessThan(before + HEAP_GROWTH_MIB);
    }

    /** Nobody acknowledges them, and there are more than one source may have. */
    private void inviteFlood() {
        try (RawSip flood = new RawSip(server.sipPort())) {
            for (int i = 0; i < INVITES; i++) {
                flood.abandonedInvite(i % 2 == 0 ? "1000" : "4711");
            }
        }
        assertThat(neighbour.options()).as("OPTIONS under the flood").isEqualTo(200);
    }

    private void garbageDatagrams() {
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] bytes = new byte[random.nextInt(1_400)];
            if (i % 3 != 0) {
                random.nextBytes(bytes); // every third one is all NUL
            }
            neighbour.send(i % 4 == 1 ? disguised(bytes) : bytes);
        }
        assertThat(neighbour.options()).as("OPTIONS after garbage").isEqualTo(200);
    }

    /** Garbage that begins as SIP does. */
    private static byte[] disguised(byte[] garbage) {
        byte[] head = "INVITE sip:1000@127.0.0.1 SIP/2.0\r\nVia: ".getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + garbage.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(garbage, 0, all, head.length, garbage.length);
        return all;
    }

    private List<Socket> halfMessages() throws IOException {
        List<Socket> halves = new ArrayList<>();
        for (String half :
                List.of(
                        "INV",
                        "INVITE sip:1000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1",
                        "OPTIONS sip:1000@127.0.0.1 SIP/2.0\r\nContent-Length: 5000\r\n\r\nhello")) {
            Socket socket = tcp();
            socket.getOutputStream().write(half.getBytes(StandardCharsets.UTF_8));
            halves.add(socket);
        }
        return halves;
    }

    /** A header of a megabyte, many headers of a megabyte together, and a line that never ends. */
    private void hugeHeaders() {
        String start = "OPTIONS sip:1000@127.0.0.1 SIP/2.0\r\n";
        pour(start + "X-Long: " + "a".repeat(MEGABYTE) + "\r\n\r\n");
        pour(start + "X-Many: b\r\n".repeat(MEGABYTE / 11) + "\r\n");
        pour("c".repeat(2 * MEGABYTE));
        pour("\0".repeat(MEGABYTE));
        assertThat(neighbour.options()).as("OPTIONS after huge headers").isEqualTo(200);
    }

    /** Writes until it is through or the server has had enough. */
    private void pour(String text) {
        try (Socket socket = tcp()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private void guessedPasswords() {
        Matcher nonce =
                Pattern.compile("nonce=\"([^\"]+)\"").matcher(neighbour.register("2001", ""));
        assertThat(nonce.find()).isTrue();
        for (int i = 0; i < GUESSES; i++) {
            String guess =
                    "Digest username=\"2001\", realm=\"zarang\", nonce=\"%s\", uri=\"sip:2001@127.0.0.1:%d\", algorithm=MD5, qop=auth, cnonce=\"x\", nc=%08x, response=\"%032x\""
                            .formatted(nonce.group(1), server.sipPort(), i + 1, i);
            assertThat(RawSip.status(neighbour.register("2001", guess))).isIn(401, 403, 503);
        }
        assertThat(figure("zarang_phones_registered")).isZero();
    }

    private void connectionsThatSayNothing() {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(tcp());
            }
            awaitMore("zarang_sip_connections_refused_total", 1);
            assertThat(neighbour.options()).as("OPTIONS among silent peers").isEqualTo(200);
        } finally {
            open.forEach(HostileIT::quietly);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> figure("zarang_sip_connections") < 10);
    }

    private void rtpGarbageDuringACall() throws IOException {
        RawSip.Call call = neighbour.answered("1000");
        try (DatagramSocket stranger = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] bytes = new byte[random.nextInt(1_400)];
                random.nextBytes(bytes);
                if (i % 2 == 0 && bytes.length > 1) {
                    bytes[0] = (byte) 0x80;
                    bytes[1] = 8;
                }
                stranger.send(new DatagramPacket(bytes, bytes.length, call.media()));
            }
        }
        assertThat(call.hangUp()).isEqualTo(200);
    }

    private Socket tcp() {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), server.sipPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            throw new UncheckedIOException(ignored);
        }
    }

    private void awaitNoLegs() {
        await("legs and sessions gone")
                .atMost(FORGETTING)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        figure("zarang_legs_active") == 0 && figure("zarang_media_sessions") == 0);
    }

    private void awaitMore(String name, double least) {
        await(name)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> figure(name) >= least);
    }

    /** A figure of /metrics, summed over its labels. */
    private double figure(String name) {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Live heap: after a collection that the JVM was asked for. */
    private long heapMib() {
        jcmd("GC.run");
        Matcher used = Pattern.compile("used (\\d+)([KMG])").matcher(jcmd("GC.heap_info"));
        assertThat(used.find()).isTrue();
        long number = Long.parseLong(used.group(1));
        return switch (used.group(2)) {
            case "K" -> number / 1_024;
            case "G" -> number * 1_024;
            default -> number;
        };
    }

    private String jcmd(String command) {
        Tool.Outcome outcome =
                Tool.run(
                        work,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(server.pid()),
                                command));
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return outcome.out();
    }
}
