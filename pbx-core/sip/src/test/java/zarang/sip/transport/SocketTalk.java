package zarang.sip.transport;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import zarang.sip.source.SourceLimits;

/** Sockets of a peer that speaks to ours as it likes. */
abstract class SocketTalk {
    static final TransportSettings SMALL =
            new TransportSettings(
                    50,
                    20,
                    50,
                    Duration.ofMillis(400),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    4,
                    65_536,
                    1_048_576,
                    SourceLimits.of(100, 20_000));

    Rig rig;

    @BeforeEach
    void listen() throws Exception {
        rig = new Rig(SMALL, "udp:127.0.0.1:0", "tcp:127.0.0.1:0", "udp:[::1]:0", "tcp:[::1]:0");
    }

    @AfterEach
    void stop() throws Exception {
        rig.stop();
    }

    static String options(String transport, String sentBy, String extra, int number) {
        return """
        OPTIONS sip:zarang@example.org SIP/2.0
        Via: SIP/2.0/%s %s;branch=z9hG4bKit%d%s
        Max-Forwards: 70
        From: <sip:it@example.org>;tag=it%d
        To: <sip:zarang@example.org>
        Call-ID: it-%d
        CSeq: 1 OPTIONS
        Content-Length: 0

        """
                .replace("\n", "\r\n")
                .formatted(transport, sentBy, number, extra, number, number);
    }

    static String receive(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.setSoTimeout(5_000);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    void send(DatagramSocket socket, byte[] bytes, int listener) throws Exception {
        socket.send(new DatagramPacket(bytes, bytes.length, rig.address(listener)));
    }

    static String readSome(Socket socket) throws Exception {
        socket.setSoTimeout(5_000);
        byte[] bytes = new byte[65_535];
        int n = socket.getInputStream().read(bytes);
        return n < 0 ? "" : new String(bytes, 0, n, StandardCharsets.UTF_8);
    }

    Socket connect(int listener) throws Exception {
        InetSocketAddress to = rig.address(listener);
        return new Socket(to.getAddress(), to.getPort());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean answers(DatagramSocket socket) throws Exception {
        try {
            socket.receive(new DatagramPacket(new byte[10], 10));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
