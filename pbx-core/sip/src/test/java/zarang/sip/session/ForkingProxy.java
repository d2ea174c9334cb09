package zarang.sip.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.Via;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Sends each request on to several, and every provisional response and every success back, as a
 * proxy may: RFC 3261 §16.7. What it knows of a call is written in its Via. Refusals it keeps, for
 * its stories are of those who answer.
 */
final class ForkingProxy {
    private final MemoryNet.Node node;
    private final String host;
    private final List<String> to;

    ForkingProxy(MemoryNet.Node node, String host, List<String> to) {
        this.node = node;
        this.host = host;
        this.to = to;
        node.listen((message, source) -> {
            switch (message) {
                case ParsedMessage.Request(SipRequest request) -> fork(request);
                case ParsedMessage.Response(SipResponse response) -> back(response);
                default -> throw new AssertionError("nonsense");
            }
        });
    }

    private void fork(SipRequest request) {
        for (int i = 0; i < to.size(); i++) {
            String branch = request.topVia().branch().orElseThrow() + "f" + i;
            SipRequest forked =
                    request.toBuilder()
                            .via(new Via("UDP", host, 5060, Params.NONE.with("branch", branch)))
                            .build();
            node.send(forked, hop(to.get(i), 5060), () -> {});
        }
    }

    private void back(SipResponse response) {
        boolean cancelled = response.status() == 487;
        if (response.status() < 300 || cancelled) {
            SipResponse out = response.withoutTopVia();
            Via via = out.topVia();
            node.send(out, hop(via.host(), via.portOrDefault()), () -> {});
        }
    }

    private static Hop hop(String host, int port) {
        return Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }
}
