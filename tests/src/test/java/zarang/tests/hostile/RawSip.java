package zarang.tests.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP peer of a few lines over UDP. It shares no code with Zarang, so that both cannot be wrong
 * in the same way.
 */
final class RawSip implements AutoCloseable {
    private static final int RESEND_MS = 500;
    private static final int TRIES = 30;
    private static final Pattern STATUS = Pattern.compile("^SIP/2\\.0 (\\d{3}) ");

    /** Makes Call-IDs and branches unique in this process and apart from other processes. */
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static final String SALT = Long.toHexString(ProcessHandle.current().pid());

    private final DatagramSocket socket;
    private final DatagramSocket rtp;
    private final InetSocketAddress server;

    RawSip(int serverPort) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(RESEND_MS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An answered call. */
    final class Call {
        private final String id;
        private final String answer;

        Call(String id, String answer) {
            this.id = id;
            this.answer = answer;
        }

        /** Where the server takes our RTP. */
        InetSocketAddress media() {
            Matcher port = Pattern.compile("m=audio (\\d+) ").matcher(answer);
            if (!port.find()) {
                throw new AssertionError("an answer without audio:\n" + answer);
            }
            return new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
        }

        /** Hangs up. Gives the status of the BYE. */
        int hangUp() {
            return status(exchange(request("BYE", "1000", id, 2, header(answer, "To"), ""), id, 2));
        }
    }

    /** The status of an OPTIONS. */
    int options() {
        String id = newId();
        return status(exchange(request("OPTIONS", "1000", id, 1, to("1000"), ""), id, 1));
    }

    /** The status of an INVITE that is acknowledged whatever it is, and hung up if answered. */
    int call(String user) {
        String id = newId();
        String answer = invite(user, id);
        if (status(answer) == 200) {
            int bye = new Call(id, answer).hangUp();
            if (bye != 200) {
                throw new AssertionError("BYE got " + bye);
            }
        }
        return status(answer);
    }

    /** Calls and stays. */
    Call answered(String user) {
        String id = newId();
        String answer = invite(user, id);
        if (status(answer) != 200) {
            throw new AssertionError("INVITE got\n" + answer);
        }
        return new Call(id, answer);
    }

    /** An INVITE that nobody will acknowledge; its answer is not waited for. */
    void abandonedInvite(String user) {
        String id = newId();
        send(invitation(user, id).getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a REGISTER with that Authorization, or none if it is empty. */
    String register(String user, String authorization) {
        String id = newId();
        String more =
                "Expires: 60\r\n"
                        + (authorization.isEmpty()
                                ? ""
                                : "Authorization: " + authorization + "\r\n");
        return exchange(request("REGISTER", user, id, 1, to(user), more), id, 1);
    }

    void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String invite(String user, String id) {
        String answer = exchange(invitation(user, id), id, 1);
        send(
                request("ACK", user, id, 1, header(answer, "To"), "")
                        .replaceFirst(
                                "branch=[^;\r]+",
                                status(answer) < 300
                                        ? "branch=z9hG4bKa" + id
                                        : "branch=z9hG4bK" + id + "1")
                        .getBytes(StandardCharsets.UTF_8));
        return answer;
    }

    private String invitation(String user, String id) {
        String sdp =
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                        + rtp.getLocalPort()
                        + " RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
        return request("INVITE", user, id, 1, to(user), "Content-Type: application/sdp\r\n")
                        .replace("Content-Length: 0", "Content-Length: " + sdp.length())
                + sdp;
    }

    private String request(
            String method, String user, String id, int cseq, String to, String more) {
        String here = "127.0.0.1:" + socket.getLocalPort();
        return String.join(
                "\r\n",
                method + " sip:" + user + "@127.0.0.1:" + server.getPort() + " SIP/2.0",
                "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK" + id + cseq + ";rport",
                "From: <sip:+989120000009@127.0.0.1>;tag=raw",
                "To: " + to,
                "Call-ID: " + id,
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:raw@" + here + ">",
                "Max-Forwards: 70",
                more + "Content-Length: 0",
                "",
                "");
    }

    private String to(String user) {
        return "<sip:" + user + "@127.0.0.1:" + server.getPort() + ">";
    }

    private static String newId() {
        return SALT + "x" + SERIAL.incrementAndGet();
    }

    /** Sends, again and again as RFC 3261 wants it over UDP, until a final answer comes. */
    private String exchange(String request, String id, int cseq) {
        Predicate<String> ours =
                text ->
                        status(text) >= 200
                                && header(text, "Call-ID").equals(id)
                                && header(text, "CSeq").startsWith(cseq + " ");
        for (int tries = 0; tries < TRIES; tries++) {
            send(request.getBytes(StandardCharsets.UTF_8));
            for (Optional<String> got = receive(socket); got.isPresent(); got = receive(socket)) {
                if (ours.test(got.get())) {
                    return got.get();
                }
            }
        }
        throw new AssertionError("no final answer to\n" + request);
    }

    /** The next datagram, if one comes within the socket's time-out. */
    static Optional<String> receive(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            socket.receive(packet);
            return Optional.of(
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** 0 for what is no response. */
    static int status(String message) {
        Matcher line = STATUS.matcher(message);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private static String header(String message, String name) {
        Matcher line =
                Pattern.compile("^" + name + ": *(.*?)\r?$", Pattern.MULTILINE).matcher(message);
        return line.find() ? line.group(1) : "";
    }

    @Override
    public void close() {
        socket.close();
        rtp.close();
    }
}
