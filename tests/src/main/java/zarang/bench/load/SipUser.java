package zarang.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * A caller or an answering phone for load, over one UDP socket. It retransmits nothing: what is
 * lost is seen as a call that failed.
 */
final class SipUser implements AutoCloseable {
    /** A call, one's own or one that came. */
    static final class Call {
        final String id;
        final int number;
        final String own;
        String peer;
        String target;
        int cseq = 1;
        final int ownAudioPort;
        final SocketAddress server;
        int audioPort;
        boolean over;

        /** When its INVITE left, monotonic ns; 0 if it came. */
        long placedAt;

        private Call(
                String id,
                int number,
                String own,
                String peer,
                String target,
                int ownAudioPort,
                SocketAddress server) {
            this.id = id;
            this.number = number;
            this.own = own;
            this.peer = peer;
            this.target = target;
            this.ownAudioPort = ownAudioPort;
            this.server = server;
        }
    }

    private static final int BUFFER_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final List<Integer> servers;
    private final IntSupplier rtpPort;
    private final Consumer<Call> answered;
    private final Map<String, Call> calls = new HashMap<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(8192);
    private final byte[] bytes = new byte[8192];
    private final String address;
    private int placed;
    private int refused;
    private int ended;

    /**
     * @param server its SIP port on loopback
     * @param port one's own; 0: any
     * @param rtpPort of the audio of the next call
     * @param answered called once for a call of one's own, and for one that came
     */
    SipUser(int server, int port, IntSupplier rtpPort, Consumer<Call> answered) throws IOException {
        this(List.of(server), port, rtpPort, answered);
    }

    /** The same for several servers, called in turn. */
    SipUser(List<Integer> servers, int port, IntSupplier rtpPort, Consumer<Call> answered)
            throws IOException {
        this.servers = servers;
        this.rtpPort = rtpPort;
        this.answered = answered;
        channel = DatagramChannel.open();
        channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        address = "127.0.0.1:" + ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    int refused() {
        return refused;
    }

    /** Calls that ended with an answered BYE, from whichever side it came. */
    int ended() {
        return ended;
    }

    /**
     * Places a call.
     *
     * @param now monotonic ns
     */
    void place(String number, long now) throws IOException {
        int n = placed++;
        String id = "bench-" + n + "@" + address;
        String own = "<sip:0912" + (1_000_000 + n) + "@127.0.0.1>;tag=c" + n;
        int server = servers.get(n % servers.size());
        String target = "sip:" + number + "@127.0.0.1:" + server;
        Call call =
                new Call(
                        id,
                        n,
                        own,
                        "<" + target + ">",
                        target,
                        rtpPort.getAsInt(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
        call.placedAt = now;
        calls.put(id, call);
        send(request(call, "INVITE", sdp(call)), call.server);
    }

    /** Presses a key by INFO. */
    void press(Call call, char digit) throws IOException {
        if (!call.over) {
            call.cseq++;
            String body = "Signal=" + digit + "\r\nDuration=160\r\n";
            send(request(call, "INFO", body), call.server);
        }
    }

    void hangUp(Call call) throws IOException {
        if (!call.over) {
            call.over = true;
            call.cseq++;
            send(request(call, "BYE", ""), call.server);
        }
    }

    /** Handles what came; never waits. Tells whether there was something. */
    boolean receive() throws IOException {
        boolean some = false;
        SocketAddress from;
        for (in.clear(); (from = channel.receive(in)) != null; in.clear()) {
            some = true;
            in.flip();
            int length = in.remaining();
            in.get(bytes, 0, length);
            SipText message = new SipText(new String(bytes, 0, length, StandardCharsets.UTF_8));
            if (message.isRequest()) {
                request(message, from);
            } else if (message.status() >= 200) {
                response(message);
            }
        }
        return some;
    }

    private void request(SipText request, SocketAddress from) throws IOException {
        String id = request.header("Call-ID");
        switch (request.method()) {
            case "INVITE" -> {
                String own = request.header("To") + ";tag=a" + placed;
                Call call =
                        new Call(
                                id,
                                placed++,
                                own,
                                request.header("From"),
                                request.uri("Contact"),
                                rtpPort.getAsInt(),
                                from);
                call.audioPort = request.audioPort();
                calls.put(id, call);
                send(answer(request, own, sdp(call)), from);
                answered.accept(call);
            }
            case "BYE" -> {
                Call call = calls.remove(id);
                if (call != null) {
                    call.over = true;
                    ended++;
                }
                send(answer(request, request.header("To"), ""), from);
            }
            case "ACK" -> {}
            default -> send(answer(request, request.header("To"), ""), from);
        }
    }

    private void response(SipText response) throws IOException {
        Call call = calls.get(response.header("Call-ID"));
        if (call == null) {
            return;
        }
        if (response.method().equals("BYE")) {
            calls.remove(call.id);
            ended++;
            return;
        }
        if (response.method().equals("INFO")) {
            return;
        }
        call.peer = response.header("To");
        if (response.status() >= 300) {
            refused++;
            calls.remove(call.id);
            send(request(call, "ACK", ""), call.server);
            return;
        }
        boolean first = call.audioPort == 0;
        call.audioPort = response.audioPort();
        call.target = response.uri("Contact");
        send(request(call, "ACK", ""), call.server);
        if (first) {
            answered.accept(call);
        }
    }

    private String request(Call call, String method, String body) {
        // the ACK of a refusal belongs to the transaction of its INVITE
        String branch = method.equals("ACK") && call.audioPort == 0 ? "INVITE" : method + call.cseq;
        return method
                + " "
                + call.target
                + " SIP/2.0\r\nVia: SIP/2.0/UDP "
                + address
                + ";rport;branch=z9hG4bK"
                + (branch.equals("INVITE1") ? "INVITE" : branch)
                + "-"
                + call.number
                + "-"
                + address.substring(address.indexOf(':') + 1)
                + "\r\nMax-Forwards: 70\r\nFrom: "
                + call.own
                + "\r\nTo: "
                + call.peer
                + "\r\nCall-ID: "
                + call.id
                + "\r\nCSeq: "
                + call.cseq
                + " "
                + method
                + "\r\nContact: <sip:bench@"
                + address
                + ">\r\n"
                + end(method.equals("INFO") ? "application/dtmf-relay" : "application/sdp", body);
    }

    private String answer(SipText request, String to, String body) {
        return "SIP/2.0 200 OK\r\nVia: "
                + request.header("Via")
                + "\r\nFrom: "
                + request.header("From")
                + "\r\nTo: "
                + to
                + "\r\nCall-ID: "
                + request.header("Call-ID")
                + "\r\nCSeq: "
                + request.header("CSeq")
                + "\r\nContact: <sip:bench@"
                + address
                + ">\r\n"
                + end("application/sdp", body);
    }

    private static String end(String type, String body) {
        return (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String sdp(Call call) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + call.ownAudioPort
                + " RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
                + "a=fmtp:101 0-15\r\n";
    }

    private void send(String text, SocketAddress to) throws IOException {
        channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
