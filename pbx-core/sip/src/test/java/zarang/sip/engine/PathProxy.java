package zarang.sip.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.Protocol;

/** Somebody else's proxy before the nodes: adds a Path to what phones register with. */
final class PathProxy implements MessageSink {
    static final String HOST = "10.0.9.9";

    private final MemoryNet.Node network;
    private final String node;
    private final String host;

    /** Requests that came with a Route to it. */
    final List<String> routed = new ArrayList<>();

    /**
     * @param node that it hands registrations to
     */
    PathProxy(MemoryNet net, String host, String node) {
        this.host = host;
        this.node = node;
        network = net.node(host, 5060);
        network.listen(this);
    }

    @Override
    public void onMessage(ParsedMessage message, Hop source) {
        switch (message) {
            case ParsedMessage.Request(SipRequest request) -> request(request);
            case ParsedMessage.Response(SipResponse response) -> {
                SipResponse back = response.withoutTopVia();
                Via via = back.topVia();
                network.send(back, hop(via.host(), via.portOrDefault()), () -> {});
            }
            default -> throw new AssertionError("nonsense");
        }
    }

    private void request(SipRequest request) {
        NameAddr own = NameAddr.of(uri());
        SipRequest.Builder out =
                request.toBuilder()
                        .via(
                                new Via(
                                        "UDP",
                                        host,
                                        5060,
                                        Params.NONE.with(
                                                "branch",
                                                request.topVia().branch().orElseThrow() + "p")))
                        .routes(request.routes().stream().filter(r -> !r.equals(own)).toList());
        if (request.is("REGISTER")) {
            out.addHeader("Path", own.toString()).addHeader("Supported", "path");
            network.send(out.build(), hop(node, 5060), () -> {});
            return;
        }
        if (!request.routes().isEmpty()) {
            routed.add(request.method());
        }
        if (request.is("INVITE")) {
            out.recordRoute(own);
        }
        SipUri target = (SipUri) request.requestUri();
        network.send(out.build(), hop(target.host(), target.portOrDefault()), () -> {});
    }

    private SipUri uri() {
        SipUri plain = SipUri.of(null, host, 5060);
        return plain.withParams(plain.params().with("lr"));
    }

    private static Hop hop(String host, int port) {
        return Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }
}
