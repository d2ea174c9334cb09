package zarang.sip.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Uri;
import zarang.sip.message.Via;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.SipTransport;
import zarang.sip.transport.ListenAddress;

/** What goes through the edge, and what does not, whoever sends it. */
class EdgeTest {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final Hop NODE = hop("10.0.0.2", 5060, 1);
    private static final Hop PHONE = hop("203.0.113.7", 40_000, 1);
    private static final Hop STRANGER = hop("198.51.100.66", 5060, 1);
    private static final Uri CONTACT = SipSyntax.uri("sip:2001@192.168.1.5:5070");
    private static final Uri NODES_CONTACT = SipSyntax.uri("sip:10.0.0.2:5060");

    private record Sent(SipMessage message, Hop to) {}

    private final Wire wire = new Wire();
    private final List<ParsedMessage> passedOn = new ArrayList<>();
    private final Edge edge =
            new Edge(
                    wire,
                    (message, source) -> passedOn.add(message),
                    new Known(),
                    "10.0.0.1",
                    KEY,
                    () -> 0);

    EdgeTest() {
        edge.listening(List.of(new ListenAddress(Protocol.UDP, "0.0.0.0", 5060)));
    }

    private static Hop hop(String host, int port, long flow) {
        return new Hop(
                Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(host), port), flow);
    }

    private static final class Wire implements SipTransport {
        private final List<Sent> sent = new ArrayList<>();
        private final Set<Hop> closed = new HashSet<>();
        private boolean fails;

        @Override
        public void send(SipMessage message, Hop hop, Runnable failed) {
            boolean lost = fails;
            fails = false;
            if (lost) {
                failed.run();
            } else {
                sent.add(new Sent(message, hop));
            }
        }

        @Override
        public boolean isOpen(Hop hop) {
            return !closed.contains(hop);
        }

        @Override
        public SentBy sentBy(Hop hop) {
            return new SentBy("10.0.0.1", 5060);
        }
    }

    private static final class Known implements EdgePeers {
        @Override
        public boolean isNode(InetAddress source) {
            return source.equals(NODE.address().getAddress());
        }

        @Override
        public boolean isNode(Hop listener) {
            return listener.address().equals(NODE.address());
        }

        @Override
        public boolean isRegistered(Hop flow, Uri contact) {
            return flow.equals(PHONE) && contact.equals(CONTACT);
        }
    }

    private SipUri route() {
        return edge.route(PHONE).orElseThrow();
    }

    private SipRequest.Builder request(String method, Uri uri, Hop from) {
        return SipRequest.builder(method, uri)
                .via(
                        new Via(
                                "UDP",
                                from.address().getHostString(),
                                from.address().getPort(),
                                Params.NONE.with("branch", "z9hG4bKabc").with("rport")))
                .from(SipSyntax.nameAddr("<sip:+98912@10.0.0.2>;tag=node"))
                .to(SipSyntax.nameAddr("<sip:2001@10.0.0.1>"))
                .callId("call@10.0.0.2")
                .cseq(1)
                .maxForwards(70)
                .routes(List.of(NameAddr.of(route())));
    }

    private SipRequest.Builder invite() {
        return request("INVITE", CONTACT, NODE).contact(NameAddr.of(NODES_CONTACT));
    }

    private SipRequest.Builder within(String method, Uri uri, Hop from) {
        return request(method, uri, from).to(SipSyntax.nameAddr("<sip:2001@x>;tag=phone"));
    }

    private Sent come(SipMessage message, Hop source) {
        byte[] bytes = message.toBytes();
        int before = wire.sent.size();
        edge.onMessage(new SipCodec().parse(bytes, 0, bytes.length), source);
        assertThat(wire.sent).as("sent for it").hasSize(before + 1);
        return wire.sent.getLast();
    }

    private void refused(SipRequest request, Hop source, int status, EdgeRefusal why) {
        long before = Objects.requireNonNull(edge.counts().refused().get(why));
        Sent answer = come(request, source);
        assertThat(answer.to()).as("answered where it came from").isEqualTo(source);
        assertThat(((SipResponse) answer.message()).status()).isEqualTo(status);
        assertThat(edge.counts().refused()).containsEntry(why, before + 1);
        assertThat(edge.counts().forwarded()).isZero();
        assertThat(passedOn).isEmpty();
    }

    @Test
    void inviteOfANodeGoesOverTheFlowAndItsAnswersComeBack() {
        Sent onward =
                come(
                        invite().body("application/sdp", "v=0".getBytes(StandardCharsets.UTF_8))
                                .build(),
                        NODE);
        SipRequest sent = (SipRequest) onward.message();
        assertThat(onward.to()).isEqualTo(PHONE);
        assertThat(sent.requestUri()).isEqualTo(CONTACT);
        assertThat(sent.routes()).isEmpty();
        assertThat(sent.maxForwards()).hasValue(69);
        assertThat(sent.recordRoutes()).containsExactly(NameAddr.of(route()));
        assertThat(sent.vias()).hasSize(2);
        assertThat(new String(sent.body(), StandardCharsets.UTF_8)).isEqualTo("v=0");
        Sent back = come(SipResponse.to(sent, 180).build(), PHONE);
        SipResponse ringing = (SipResponse) back.message();
        assertThat(back.to()).isEqualTo(NODE);
        assertThat(ringing.vias()).hasSize(1);
        assertThat(ringing.topVia().branch()).hasValue("z9hG4bKabc");
        assertThat(edge.counts().forwarded()).isEqualTo(2);
    }

    @Test
    void copyCancelAndAckHaveTheBranchOfTheirInviteAndAnotherInviteHasAnother() {
        String first = branch(come(invite().build(), NODE));
        assertThat(branch(come(invite().build(), NODE))).isEqualTo(first);
        assertThat(branch(come(request("CANCEL", CONTACT, NODE).build(), NODE))).isEqualTo(first);
        assertThat(branch(come(within("ACK", CONTACT, NODE).build(), NODE))).isEqualTo(first);
        assertThat(branch(come(invite().callId("other").build(), NODE))).isNotEqualTo(first);
    }

    private static String branch(Sent sent) {
        return ((SipRequest) sent.message()).topVia().branch().orElseThrow();
    }

    @Test
    void phonesByeGoesToTheNodeAndItsAnswerOverTheFlow() {
        Sent bye = come(within("BYE", NODES_CONTACT, PHONE).build(), PHONE);
        assertThat(bye.to().address()).isEqualTo(NODE.address());
        Sent ok = come(SipResponse.to((SipRequest) bye.message(), 200).build(), NODE);
        assertThat(ok.to()).isEqualTo(PHONE);
        Hop rebound = hop("203.0.113.7", 41_000, 1);
        assertThat(come(within("BYE", NODES_CONTACT, rebound).build(), rebound).to().address())
                .as("its NAT gave it another port meanwhile")
                .isEqualTo(NODE.address());
    }

    @Test
    void forgedTokensAreRefused() {
        List<UnaryOperator<String>> forgeries =
                List.of(
                        user -> user.substring(0, user.length() - 2) + "AA",
                        user -> user.substring(0, user.length() - 8),
                        user -> "zf-",
                        user -> "zf-AAAA",
                        user -> "zf-%00",
                        user -> "zf-" + "A".repeat(4_000),
                        user ->
                                "zf-"
                                        + new FlowTokens(
                                                        new SecretKeySpec(
                                                                new byte[] {1}, "HmacSHA256"))
                                                .write(FlowTokens.Use.ROUTE, PHONE),
                        user -> "zf-" + new FlowTokens(KEY).write(FlowTokens.Use.BACK, PHONE));
        for (UnaryOperator<String> forgery : forgeries) {
            String user = forgery.apply(Objects.requireNonNull(route().user()));
            SipUri forged = SipUri.of(user, "10.0.0.1", 5060);
            refused(
                    invite().routes(List.of(NameAddr.of(forged))).build(),
                    NODE,
                    403,
                    EdgeRefusal.FORGED);
        }
    }

    @Test
    void strangerWithATokenIsRefusedWhateverItSends() {
        refused(invite().build(), STRANGER, 403, EdgeRefusal.STRANGER);
        refused(within("BYE", CONTACT, STRANGER).build(), STRANGER, 403, EdgeRefusal.STRANGER);
        refused(
                within("BYE", NODES_CONTACT, STRANGER).build(),
                STRANGER,
                403,
                EdgeRefusal.STRANGER);
    }

    @Test
    void tokenServesNoOtherTargetThanItsOwn() {
        refused(
                request("INVITE", SipSyntax.uri("sip:2002@192.168.1.6:5070"), NODE).build(),
                NODE,
                430,
                EdgeRefusal.FLOW);
        Uri elsewhere = SipSyntax.uri("sip:+1900@198.51.100.66");
        refused(within("BYE", elsewhere, PHONE).build(), PHONE, 403, EdgeRefusal.TARGET);
        refused(
                within("BYE", SipSyntax.uri("sip:10.0.0.2:22"), PHONE).build(),
                PHONE,
                403,
                EdgeRefusal.TARGET);
        refused(
                within("BYE", SipSyntax.uri("tel:+1900"), PHONE).build(),
                PHONE,
                403,
                EdgeRefusal.TARGET);
        refused(request("INVITE", NODES_CONTACT, PHONE).build(), PHONE, 403, EdgeRefusal.METHOD);
        refused(request("OPTIONS", CONTACT, NODE).build(), NODE, 403, EdgeRefusal.METHOD);
        refused(
                invite().routes(
                                List.of(
                                        NameAddr.of(route()),
                                        SipSyntax.nameAddr("<sip:198.51.100.66;lr>")))
                        .build(),
                NODE,
                403,
                EdgeRefusal.TARGET);
    }

    @Test
    void tokenOfAFlowThatNobodyIsRegisteredOverRingsNobody() {
        SipUri other = edge.route(hop("203.0.113.8", 40_000, 1)).orElseThrow();
        refused(invite().routes(List.of(NameAddr.of(other))).build(), NODE, 430, EdgeRefusal.FLOW);
    }

    @Test
    void closedConnectionIsAFailedFlow() {
        wire.closed.add(PHONE);
        refused(invite().build(), NODE, 430, EdgeRefusal.FLOW);
        refused(within("BYE", CONTACT, NODE).build(), NODE, 430, EdgeRefusal.FLOW);
    }

    @Test
    void connectionThatBreaksWhileItIsSentToIsAFailedFlow() {
        wire.fails = true;
        Sent answer = come(invite().build(), NODE);
        assertThat(((SipResponse) answer.message()).status()).isEqualTo(430);
        assertThat(edge.counts().refused()).containsEntry(EdgeRefusal.FLOW, 1L);
    }

    @Test
    void loopsHopsAndEndlessRoutesEnd() {
        refused(invite().maxForwards(0).build(), NODE, 483, EdgeRefusal.HOPS);
        refused(
                invite().routes(Collections.nCopies(40, NameAddr.of(route()))).build(),
                NODE,
                403,
                EdgeRefusal.ROUTES);
        SipRequest once = (SipRequest) come(invite().build(), NODE).message();
        SipRequest again = once.toBuilder().routes(List.of(NameAddr.of(route()))).build();
        Sent answer = come(again, NODE);
        assertThat(((SipResponse) answer.message()).status()).isEqualTo(482);
    }

    @Test
    void refusedAckIsNotAnswered() {
        byte[] ack = within("ACK", CONTACT, STRANGER).build().toBytes();
        edge.onMessage(new SipCodec().parse(ack, 0, ack.length), STRANGER);
        assertThat(wire.sent).isEmpty();
        assertThat(edge.counts().refused()).containsEntry(EdgeRefusal.STRANGER, 1L);
    }

    @Test
    void responseWithAForgedWayBackIsDropped() {
        SipRequest sent = (SipRequest) come(invite().build(), NODE).message();
        Via forged = sent.topVia().with(ForwardingRules.BACK, "AAAA");
        byte[] bytes = SipResponse.to(sent.withTopVia(forged), 200).build().toBytes();
        edge.onMessage(new SipCodec().parse(bytes, 0, bytes.length), STRANGER);
        assertThat(wire.sent).hasSize(1);
        assertThat(edge.counts().refused()).containsEntry(EdgeRefusal.FORGED, 1L);
    }

    @Test
    void whatBearsNoTokenIsTheTransactions() {
        byte[] plain =
                invite().routes(List.of(SipSyntax.nameAddr("<sip:proxy.example;lr>")))
                        .build()
                        .toBytes();
        edge.onMessage(new SipCodec().parse(plain, 0, plain.length), STRANGER);
        byte[] answer = SipResponse.to(invite().build(), 200).build().toBytes();
        edge.onMessage(new SipCodec().parse(answer, 0, answer.length), STRANGER);
        assertThat(passedOn).hasSize(2);
        assertThat(wire.sent).isEmpty();
    }

    /** RFC 4475 and RFC 5118, as they are and with tokens of ours, and cut anywhere. */
    @Test
    void tortureGoesThroughWithoutAFault() throws IOException {
        Random random = new Random(5);
        for (String line : resource("torture.tsv").lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String written = resource(line.substring(0, line.indexOf('\t')));
            int end = written.indexOf("\r\n") + 2;
            String route = "Route: <" + route() + ">\r\n";
            String back =
                    "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKx;zb="
                            + new FlowTokens(KEY).write(FlowTokens.Use.BACK, NODE)
                            + "\r\n";
            String start = written.substring(0, end);
            String rest = written.substring(end);
            for (String each : List.of(written, start + route + rest, start + back + rest)) {
                byte[] bytes = each.getBytes(StandardCharsets.ISO_8859_1);
                for (Hop source : List.of(NODE, PHONE, STRANGER)) {
                    edge.onMessage(new SipCodec().parse(bytes, 0, bytes.length), source);
                    int cut = random.nextInt(bytes.length);
                    edge.onMessage(new SipCodec().parse(bytes, 0, cut), source);
                }
            }
        }
        assertThat(passedOn).isNotEmpty();
        assertThat(edge.counts().refused().get(EdgeRefusal.STRANGER)).isPositive();
        assertThat(edge.counts().forwarded())
                .as("responses with a way back that is ours")
                .isPositive();
        assertThat(wire.sent)
                .extracting(Sent::to)
                .allSatisfy(to ->
                        assertThat(to.address().getAddress())
                                .isIn(
                                        NODE.address().getAddress(),
                                        PHONE.address().getAddress(),
                                        STRANGER.address().getAddress()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(EdgeTest.class.getResourceAsStream("/torture/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
