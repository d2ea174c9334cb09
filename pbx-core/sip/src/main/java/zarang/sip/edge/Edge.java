package zarang.sip.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.Host;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.source.LogLimit;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.ResponseRoute;
import zarang.sip.transaction.SipTransport;
import zarang.sip.transport.ListenAddress;

/**
 * Sends on what another node has for a phone of ours, and the phone's answers and requests within
 * that dialog. What carries no token goes to the transactions untouched.
 *
 * <p>It keeps nothing: the way there is in the Route, the way back in our Via, and a branch is
 * computed from the one that came, so that a copy, a CANCEL and an ACK have the same. Whoever began
 * a transaction sends again what was lost. RFC 3261 §16.11. Control loop only.
 */
public final class Edge implements MessageSink {
    private static final Logger log = LoggerFactory.getLogger(Edge.class);

    private final SipTransport transport;
    private final MessageSink transactions;
    private final FlowTokens tokens;
    private final ForwardingRules rules;
    private final LogLimit lines;
    private final Map<EdgeRefusal, Long> refused = new EnumMap<>(EdgeRefusal.class);
    private final String host;
    private List<ListenAddress> listening = List.of();
    private long forwarded;

    /**
     * @param transport to send over
     * @param transactions get all that is not to be sent on
     * @param host where other nodes reach our listeners that listen everywhere
     * @param key secret; the same after a restart, so that calls through us go on
     * @param nanos monotonic time
     */
    public Edge(
            SipTransport transport,
            MessageSink transactions,
            EdgePeers peers,
            String host,
            SecretKey key,
            LongSupplier nanos) {
        this.transport = transport;
        this.transactions = transactions;
        this.host = host;
        tokens = new FlowTokens(key);
        rules = new ForwardingRules(transport, tokens, peers);
        for (EdgeRefusal why : EdgeRefusal.values()) {
            refused.put(why, 0L);
        }
        lines = new LogLimit(nanos);
    }

    /** Where we listen, once that is known. */
    public void listening(List<ListenAddress> bound) {
        listening = bound.stream().map(this::reachable).toList();
    }

    /** Where other nodes reach us. */
    public List<ListenAddress> addresses() {
        return listening;
    }

    private ListenAddress reachable(ListenAddress bound) {
        boolean everywhere =
                new Host(bound.host()).address().map(InetAddress::isAnyLocalAddress).orElse(false);
        return everywhere
                ? new ListenAddress(bound.protocol(), new Host(host).bare(), bound.port())
                : bound;
    }

    /**
     * The Route by which other nodes reach what is behind {@code flow}: over the same protocol if
     * every node speaks it, so that what is sent again on one side is on the other too. Empty while
     * nothing is listened at.
     */
    public Optional<SipUri> route(Hop flow) {
        return listener(flow.protocol())
                .or(() -> listener(Protocol.UDP))
                .or(() -> listener(Protocol.TCP))
                .map(ours ->
                        route(
                                flow,
                                ours.protocol(),
                                new SipTransport.SentBy(
                                        Host.ofBare(ours.host()).written(), ours.port())));
    }

    private Optional<ListenAddress> listener(Protocol protocol) {
        return listening.stream()
                .filter(each -> each.protocol() == protocol && protocol.isEverybodys())
                .findFirst();
    }

    private SipUri route(Hop flow, Protocol protocol, SipTransport.SentBy ours) {
        String user = ForwardingRules.MARK + tokens.write(FlowTokens.Use.ROUTE, flow);
        SipUri uri = protocol.in(SipUri.of(user, ours.host(), ours.port()));
        return uri.withParams(uri.params().with("lr"));
    }

    /** What it has done. */
    public EdgeCounts counts() {
        return new EdgeCounts(forwarded, refused);
    }

    @Override
    public void onMessage(ParsedMessage message, Hop source) {
        if (message instanceof ParsedMessage.Request(SipRequest request) && isMarked(request)) {
            request(ResponseRoute.stamped(request, source), source);
        } else if (message instanceof ParsedMessage.Response(SipResponse response)
                && response.topVia().params().has(ForwardingRules.BACK)) {
            response(response, source);
        } else {
            transactions.onMessage(message, source);
        }
    }

    private static boolean isMarked(SipRequest request) {
        return request.header("Route").isPresent()
                && request.routes().stream().limit(1).anyMatch(ForwardingRules::isMarked);
    }

    private void request(SipRequest request, Hop source) {
        switch (rules.judge(request, source)) {
            case Forwarding.Onward onward -> {
                forwarded++;
                transport.send(
                        sentOn(request, source, onward),
                        onward.to(),
                        () -> refuse(request, source, EdgeRefusal.FLOW));
            }
            case Forwarding.Refused(EdgeRefusal why) -> refuse(request, source, why);
        }
    }

    private SipRequest sentOn(SipRequest request, Hop source, Forwarding.Onward onward) {
        SipTransport.SentBy ours = transport.sentBy(onward.to());
        Hop back = ResponseRoute.of(request, source);
        Via via =
                new Via(
                                onward.to().protocol().viaWord(),
                                ours.host(),
                                ours.port(),
                                onward.to()
                                        .protocol()
                                        .inVia(Params.NONE.with("branch", branch(request))))
                        .with(ForwardingRules.BACK, tokens.write(FlowTokens.Use.BACK, back));
        SipRequest.Builder out =
                request.toBuilder().routes(List.of()).maxForwards(onward.hops() - 1).via(via);
        if (request.is("INVITE")) {
            recordRoutes(source, onward).forEach(out::recordRoute);
        }
        return out.build();
    }

    /** The last one is the top one: it names what the next hop speaks. RFC 5658. */
    private List<NameAddr> recordRoutes(Hop source, Forwarding.Onward onward) {
        NameAddr behind = recordRoute(onward.flow(), source);
        NameAddr ahead = recordRoute(onward.flow(), onward.to());
        return behind.equals(ahead) ? List.of(ahead) : List.of(behind, ahead);
    }

    private NameAddr recordRoute(Hop flow, Hop side) {
        return NameAddr.of(route(flow, side.protocol(), transport.sentBy(side)));
    }

    /** RFC 3261 §16.11: the same for an INVITE, its copies, its CANCEL and its ACK. */
    private String branch(SipRequest request) {
        Via top = request.topVia();
        return Via.MAGIC_COOKIE
                + tokens.digest(
                        top.branch().orElse(""),
                        top.host(),
                        Integer.toString(top.port()),
                        request.callId(),
                        Long.toString(request.cseq().number()),
                        request.fromTag().orElse(""));
    }

    private void response(SipResponse response, Hop source) {
        Optional<Hop> back = rules.back(response.topVia());
        if (back.isEmpty() || response.vias().size() < 2) {
            count(EdgeRefusal.FORGED, source);
            return;
        }
        forwarded++;
        SipResponse out = response.withoutTopVia();
        transport.send(out, open(back.get(), out.topVia()), () -> {});
    }

    /** RFC 3261 §18.2.2: a connection that is closed meanwhile is made anew. */
    private Hop open(Hop back, Via asked) {
        return transport.isOpen(back)
                ? back
                : Hop.to(
                        back.protocol(),
                        new InetSocketAddress(back.address().getAddress(), asked.portOrDefault()));
    }

    private void refuse(SipRequest request, Hop source, EdgeRefusal why) {
        count(why, source);
        if (!request.is("ACK")) {
            transport.send(
                    SipResponse.to(request, why.status()).build(),
                    ResponseRoute.of(request, source),
                    () -> {});
        }
    }

    private void count(EdgeRefusal why, Hop source) {
        refused.merge(why, 1L, Long::sum);
        lines.of(source.address().getAddress())
                .ifPresent(times ->
                        log.warn(
                                "edge.refused reason={} source={} times={}",
                                why.word(),
                                source.address().getAddress().getHostAddress(),
                                times));
    }
}
