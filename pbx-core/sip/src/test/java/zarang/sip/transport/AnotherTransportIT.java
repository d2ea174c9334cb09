package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.ResponseListener;

/** A transport is a file and a line: this one stands in the tests alone. */
class AnotherTransportIT {
    private final MemoryWebSockets web = new MemoryWebSockets();
    private final List<TransportKind> kinds =
            List.of(UdpTransport.KIND, TcpTransport.KIND, web.kind());

    private static SipUri uri(String written) {
        return (SipUri) SipSyntax.uri(written);
    }

    private static String answerTo(Rig from, SipUri target) throws Exception {
        Optional<Hop> hop = NextHop.of(target, from.sockets::speaks);
        CompletableFuture<String> answer = new CompletableFuture<>();
        SipRequest options =
                SipRequest.builder("OPTIONS", target)
                        .from(NameAddr.of(SipUri.of("browser", "example.org", -1)).withTag("t"))
                        .to(NameAddr.of(target))
                        .callId("another")
                        .cseq(1)
                        .maxForwards(70)
                        .build();
        from.loop.post(() ->
                from.layer.send(
                        options,
                        hop.orElseThrow(),
                        new ResponseListener() {
                            @Override
                            public void onFinal(SipResponse response, Hop source) {
                                answer.complete(response.status() + " over " + source.protocol());
                            }

                            @Override
                            public void onFailure(int status) {
                                answer.complete(
                                        status == TIMED_OUT ? "time-out" : "transport error");
                            }
                        }));
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void requestAndItsAnswerGoOverATransportThatProductionHasNeverHeardOf() throws Exception {
        Rig server =
                new Rig(
                        TransportSettings.STANDARD,
                        Standings.FRIENDS,
                        kinds,
                        "udp:127.0.0.1:0",
                        "ws:127.0.0.1:80");
        Rig browser =
                new Rig(TransportSettings.STANDARD, Standings.FRIENDS, kinds, "udp:127.0.0.1:0");
        try {
            assertThat(server.bound.get(1)).hasToString("ws:127.0.0.1:80");
            assertThat(answerTo(browser, uri("sip:127.0.0.1;transport=ws")))
                    .isEqualTo("200 over WS");
            assertThat(answerTo(browser, uri("sip:127.0.0.1:8080;transport=ws")))
                    .isEqualTo("transport error");
            assertThat(web.carried).hasSize(2);
            assertThat(web.carried.getFirst())
                    .contains("SIP/2.0/WS 127.0.0.1")
                    .doesNotContain("rport");
            assertThat(web.carried.getLast()).startsWith("SIP/2.0 200 ");
        } finally {
            browser.stop();
            server.stop();
        }
    }

    @Test
    void withoutItsLineItIsNeitherListenedOnNorCalled() throws Exception {
        assertThatThrownBy(() -> Transports.listener("ws:127.0.0.1:80"))
                .hasMessage("expected udp:HOST:PORT or tcp:HOST:PORT, found 'ws:127.0.0.1:80'");
        Rig plain = new Rig(TransportSettings.STANDARD, "udp:127.0.0.1:0");
        try {
            assertThat(NextHop.of(uri("sip:127.0.0.1;transport=ws"), plain.sockets::speaks))
                    .isEmpty();
            assertThat(NextHop.of(uri("sips:127.0.0.1"), plain.sockets::speaks)).isEmpty();
        } finally {
            plain.stop();
        }
    }

    @Test
    void uriNamesItsProtocolAndTheProtocolItsPortAndWords() {
        assertThat(Protocol.of(uri("sip:a@h"))).contains(Protocol.UDP);
        assertThat(Protocol.of(uri("sip:a@h;transport=TCP"))).contains(Protocol.TCP);
        assertThat(Protocol.of(uri("sips:a@h;transport=tcp"))).contains(Protocol.TLS);
        assertThat(Protocol.of(uri("sips:a@h;transport=ws"))).contains(Protocol.WSS);
        assertThat(Protocol.of(uri("sip:a@h;transport=sctp"))).isEmpty();
        assertThat(Protocol.of(uri("sips:a@h;transport=udp"))).isEmpty();
        assertThat(Protocol.UDP.in(uri("sip:a@h"))).hasToString("sip:a@h");
        assertThat(Protocol.TCP.in(uri("sip:a@h"))).hasToString("sip:a@h;transport=tcp");
        assertThat(Protocol.WSS.in(uri("sip:a@h"))).hasToString("sips:a@h;transport=ws");
        assertThat(NextHop.of(uri("sips:192.0.2.1"), Protocol.TLS::equals).orElseThrow().address())
                .returns(5061, InetSocketAddress::getPort);
    }
}
