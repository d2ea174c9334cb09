package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.ResponseListener;

/** The transports against real sockets on loopback, whose peers mean well. */
class SipSocketsIT extends SocketTalk {
    @Test
    void udpAnswerGoesToWhereTheRequestCameFromWhenRportIsAsked() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            send(phone, bytes(options("UDP", "192.0.2.7:5060", ";rport", 1)), 0);
            assertThat(receive(phone))
                    .startsWith("SIP/2.0 200 OK\r\n")
                    .contains("received=127.0.0.1")
                    .contains("rport=" + phone.getLocalPort());
        }
    }

    @Test
    void udpAnswerGoesToTheSentByPortWithoutRport() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                DatagramSocket named = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            String sentBy = "phone.example.org:" + named.getLocalPort();
            send(phone, bytes(options("UDP", sentBy, "", 2)), 0);
            assertThat(receive(named)).startsWith("SIP/2.0 200 OK\r\n").contains(sentBy);
        }
    }

    @Test
    void maddrIsNotFollowed() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                DatagramSocket victim =
                        new DatagramSocket(
                                phone.getLocalPort(), InetAddress.ofLiteral("127.0.0.9"))) {
            String sentBy = "127.0.0.1:" + phone.getLocalPort();
            send(phone, bytes(options("UDP", sentBy, ";maddr=127.0.0.9", 3)), 0);
            assertThat(receive(phone)).startsWith("SIP/2.0 200 OK");
            victim.setSoTimeout(200);
            assertThat(answers(victim)).isFalse();
        }
    }

    @Test
    void ipv6IsServedOverUdpAndTcp() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("::1"))) {
            send(phone, bytes(options("UDP", "[2001:db8::9]", ";rport", 4)), 2);
            assertThat(receive(phone)).startsWith("SIP/2.0 200 OK").contains("received=0:0:0:0");
        }
        try (Socket phone = connect(3)) {
            phone.getOutputStream().write(bytes(options("TCP", "[2001:db8::9]", "", 5)));
            assertThat(readSome(phone)).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void datagramsBeyondTwoKilobytesArriveWhole() throws Exception {
        String large =
                options("UDP", "127.0.0.1", ";rport", 6)
                        .replace("Max", "X-Long: " + "x".repeat(30_000) + "\r\nMax");
        try (DatagramSocket phone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            send(phone, bytes(large), 0);
            assertThat(receive(phone)).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void tcpTakesMessagesInPiecesAndInOneAndAnswersPings() throws Exception {
        try (Socket phone = connect(1)) {
            phone.setTcpNoDelay(true);
            byte[] first = bytes(options("TCP", "127.0.0.1", "", 7));
            for (int i = 0; i < first.length; i += 50) {
                phone.getOutputStream().write(first, i, Math.min(50, first.length - i));
                phone.getOutputStream().flush();
            }
            assertThat(readSome(phone)).startsWith("SIP/2.0 200 OK").contains("it-7");
            phone.getOutputStream().write(bytes("\r\n\r\n"));
            assertThat(readSome(phone)).isEqualTo("\r\n");
            phone.getOutputStream()
                    .write(
                            bytes(
                                    options("TCP", "127.0.0.1", "", 8)
                                            + options("TCP", "127.0.0.1", "", 9)));
            StringBuilder both = new StringBuilder();
            while (!both.toString().contains("it-9")) {
                both.append(readSome(phone));
            }
            assertThat(both).contains("it-8");
        }
    }

    @Test
    void whatCannotBeSentIsCounted() throws Exception {
        Hop nowhere =
                Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        assertThat(answerTo(nowhere)).isEqualTo("transport error");
        assertThat(rig.onLoop(rig.sockets::counts).sendFailures()).isPositive();
    }

    @Test
    void ourOwnRequestsGetTheirAnswersOverUdpAndTcp() throws Exception {
        for (Protocol protocol : List.of(Protocol.UDP, Protocol.TCP)) {
            int listener = protocol == Protocol.UDP ? 0 : 1;
            assertThat(answerTo(Hop.to(protocol, rig.address(listener)))).isEqualTo("200");
        }
    }

    @Test
    void requestToAClosedTcpPortFailsAtOnce() throws Exception {
        Hop nowhere =
                Hop.to(Protocol.TCP, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1));
        assertThat(answerTo(nowhere)).isEqualTo("transport error");
    }

    private String answerTo(Hop hop) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        SipRequest request =
                SipRequest.builder("OPTIONS", SipUri.of("a", "example.org", -1))
                        .from(NameAddr.of(SipUri.of("z", "example.org", -1)).withTag("t"))
                        .to(NameAddr.of(SipUri.of("a", "example.org", -1)))
                        .callId("own-" + hop.protocol() + hop.address().getPort())
                        .cseq(1)
                        .maxForwards(70)
                        .build();
        rig.loop.post(() ->
                rig.layer.send(
                        request,
                        hop,
                        new ResponseListener() {
                            @Override
                            public void onFinal(SipResponse response, Hop source) {
                                answer.complete(Integer.toString(response.status()));
                            }

                            @Override
                            public void onFailure(int status) {
                                answer.complete(
                                        status == TIMED_OUT ? "time-out" : "transport error");
                            }
                        }));
        return answer.get(10, TimeUnit.SECONDS);
    }
}
