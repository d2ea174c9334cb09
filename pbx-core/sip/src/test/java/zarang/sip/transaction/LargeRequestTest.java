package zarang.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipUri;

/** Requests that are too large for a datagram: RFC 3261 §18.1.1. */
class LargeRequestTest {
    private static final Hop PEER =
            Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.10"), 5070));

    private final TransactionBench bench = new TransactionBench();

    private ClientTransaction send(int bodyBytes, Hop to) {
        SipUri b = SipUri.of("b", "example.org", -1);
        return bench.layer.send(
                SipRequest.builder("INVITE", b)
                        .from(NameAddr.of(b).withTag("ours"))
                        .to(NameAddr.of(b))
                        .callId("large")
                        .cseq(1)
                        .maxForwards(70)
                        .body("application/sdp", new byte[bodyBytes])
                        .build(),
                to,
                bench);
    }

    private List<Protocol> over() {
        return bench.sentTo.stream().map(Hop::protocol).toList();
    }

    /** What the transport would say a moment later. */
    private void fails() {
        bench.failures.getLast().run();
        bench.loop.settle();
    }

    @Test
    void largeRequestGoesOverTcpAndSaysSo() {
        send(1_300, PEER);
        assertThat(over()).containsExactly(Protocol.TCP);
        assertThat(bench.asked().topVia().toString()).startsWith("SIP/2.0/TCP");
        bench.receive(bench.answer(bench.asked(), 486), Protocol.TCP);
        assertThat(bench.heard).containsExactly("final 486");
        assertThat(over()).as("the ACK too").containsExactly(Protocol.TCP, Protocol.TCP);
    }

    @Test
    void smallRequestAndOneThatHasItsSocketStay() {
        send(200, PEER);
        send(1_300, TransactionBench.peer(Protocol.UDP));
        assertThat(over()).containsExactly(Protocol.UDP, Protocol.UDP);
    }

    @Test
    void peerWithoutTcpGetsItByDatagramAndIsNotTriedAgainForSomeMinutes() {
        send(1_300, PEER);
        String first = bench.asked().topVia().toString();
        fails();
        assertThat(over()).containsExactly(Protocol.TCP, Protocol.UDP);
        assertThat(bench.asked().topVia().toString()).startsWith("SIP/2.0/UDP").isNotEqualTo(first);
        assertThat(bench.heard).isEmpty();
        bench.receive(bench.answer(bench.asked(), 486), Protocol.UDP);
        bench.sentTo.clear();
        send(1_300, PEER);
        assertThat(over()).containsExactly(Protocol.UDP);
        bench.receive(bench.answer(bench.asked(), 486), Protocol.UDP);
        bench.advance(600_000);
        bench.sentTo.clear();
        send(1_300, PEER);
        assertThat(over()).as("ten minutes later").containsExactly(Protocol.TCP);
    }

    @Test
    void whatCannotBeSentEitherWayFailsOnce() {
        send(1_300, PEER);
        fails();
        fails();
        assertThat(bench.heard).containsExactly("transport error");
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void cancelledRequestIsNotSentASecondTime() {
        ClientTransaction sent = send(1_300, PEER);
        sent.cancel("Q.850;cause=16");
        fails();
        assertThat(over()).containsExactly(Protocol.TCP);
        assertThat(bench.heard).containsExactly("transport error");
    }

    @Test
    void cancelFollowsTheRequest() {
        ClientTransaction sent = send(1_300, PEER);
        fails();
        bench.receive(bench.answer(bench.asked(), 180), Protocol.UDP);
        sent.cancel("Q.850;cause=16");
        assertThat(bench.asked().method()).isEqualTo("CANCEL");
        assertThat(bench.sentTo.getLast().protocol()).isEqualTo(Protocol.UDP);
    }
}
