package zarang.sip.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zarang.sip.message.Host;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * A carrier that answers each request with what a test says, and by itself only what is not a call.
 */
final class CarrierPeer {
    static final String ANSWER =
            String.join(
                    "\r\n",
                    "v=0",
                    "o=- 1 1 IN IP4 10.0.1.1",
                    "s=-",
                    "c=IN IP4 10.0.1.1",
                    "t=0 0",
                    "m=audio 4000 RTP/AVP 8",
                    "");

    final List<SipRequest> requests = new ArrayList<>();
    final List<SipResponse> responses = new ArrayList<>();
    final String host;
    private final MemoryNet.Node node;
    private Function<SipRequest, List<SipResponse.Builder>> manner =
            request -> request.is("INVITE") ? List.of() : List.of(response(request, 200));

    CarrierPeer(MemoryNet net, String host) {
        this(net, host, 5060);
    }

    CarrierPeer(MemoryNet net, String host, int port) {
        this.host = host;
        node = net.node(host, port);
        node.listen((message, source) -> {
            if (message instanceof ParsedMessage.Request(SipRequest request)) {
                requests.add(request);
                if (!request.is("ACK")) {
                    manner.apply(request)
                            .forEach(response -> node.send(response.build(), source, () -> {}));
                }
            } else if (message instanceof ParsedMessage.Response(SipResponse response)) {
                responses.add(response);
            }
        });
    }

    /** Sends a request, to the engine at that host. */
    void sends(SipRequest request, String engine) {
        node.send(
                request,
                Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(engine), 5060)),
                () -> {});
    }

    /** How each request is answered, a retransmission like the first. */
    void answers(Function<SipRequest, List<SipResponse.Builder>> with) {
        manner = with;
    }

    void answersAll(int... statuses) {
        answers(request -> {
            List<SipResponse.Builder> all = new ArrayList<>();
            for (int status : statuses) {
                all.add(response(request, status));
            }
            return all;
        });
    }

    void isDead() {
        answers(request -> List.of());
    }

    /** A response in this carrier's dialog; 200 to an INVITE answers the call. */
    SipResponse.Builder response(SipRequest request, int status) {
        SipResponse.Builder made = SipResponse.to(request, status);
        if (status > 100) {
            made.toTag("carrier");
        }
        if (status == 200 && request.is("INVITE")) {
            made.contact(SipSyntax.nameAddr("<sip:" + Host.ofBare(host) + ">"))
                    .body(
                            "application/sdp",
                            (host.indexOf(':') < 0
                                            ? ANSWER
                                            : ANSWER.replace("IP4 10.0.1.1", "IP6 " + host))
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return made;
    }

    SipResponse.Builder challenge(SipRequest request, String nonce) {
        return response(request, 401)
                .header(
                        "WWW-Authenticate",
                        "Digest realm=\"carrier\", nonce=\"" + nonce + "\", qop=\"auth\"");
    }

    List<SipRequest> all(String method) {
        return requests.stream().filter(request -> request.is(method)).toList();
    }

    Optional<SipRequest> last(String method) {
        return all(method).reversed().stream().findFirst();
    }
}
