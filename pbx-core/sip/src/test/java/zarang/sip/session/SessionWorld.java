package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.VirtualLoop;
import zarang.media.MediaDescription;
import zarang.media.codec.Codecs;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.SdpSession;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.testkit.NothingLeft;

/** User agents that answer everything, and a peer that is driven by hand, in memory. */
final class SessionWorld {
    static final Duration STEP = Duration.ofMillis(10);
    private static final String OURS = "10.0.0.1";
    private static final String PEER = "10.0.0.9";

    final VirtualLoop loop = new VirtualLoop();
    final Random random;
    final MemoryNet net;
    final Agent agent;
    final List<SipMessage> received = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final MemoryNet.Node peer;
    private int branches;

    SessionWorld(long seed, int lossPercent) {
        NothingLeft.watch(this, this::assertClean);
        random = new Random(seed);
        net = new MemoryNet(loop, random, lossPercent);
        agent = new Agent(OURS);
        peer = net.node(PEER, 5060);
        peer.listen((message, source) -> {
            switch (message) {
                case ParsedMessage.Request(SipRequest request) -> received.add(request);
                case ParsedMessage.Response(SipResponse response) -> received.add(response);
                default -> throw new AssertionError("the agent sent nonsense");
            }
        });
    }

    /** A user agent with at most one session, and what its listener was told. */
    final class Agent implements InboundRequests, SessionListener {
        final String host;
        final TransactionLayer layer;
        final UserAgent sip;
        final List<String> told = new ArrayList<>();
        private @Nullable Session begun;

        /** What it was called with; null if it called. */
        @Nullable Accept accept;

        /** Whether it answers at once. */
        boolean answers = true;

        Agent(String host) {
            this.host = host;
            MemoryNet.Node node = net.node(host, 5060);
            layer = new TransactionLayer(loop, node, TransactionSettings.STANDARD, random);
            sip = new UserAgent(loop, layer, random, UserAgentSettings.of("Test", "", 9), this);
            layer.attach(sip);
            node.listen(layer);
            agents.add(this);
        }

        Session session() {
            return Objects.requireNonNull(begun);
        }

        private SdpSession sdp() {
            return new SdpSession(
                    random.nextLong() >>> 2,
                    new MediaDescription(
                            new InetSocketAddress(InetAddress.ofLiteral(host), 4000),
                            Codecs.SPOKEN));
        }

        void call(String target) {
            call(target, Optional.empty());
        }

        void call(String target, DigestClient credentials) {
            call(target, Optional.of(credentials));
        }

        private void call(String target, Optional<DigestClient> credentials) {
            SipUri uri = SipUri.of("callee", target, 5060);
            begun =
                    sip.invite(
                                    new OutgoingCall(
                                            uri,
                                            NextHop.of(uri),
                                            List.of(),
                                            NameAddr.of(SipUri.of("caller", host, -1)),
                                            Redirects.NONE,
                                            credentials,
                                            List.of()),
                                    sdp(),
                                    this)
                            .orElseThrow();
            loop.advance(STEP);
        }

        @Override
        public boolean isAccepting() {
            return true;
        }

        @Override
        public Optional<Integer> refusal(SipRequest invite, Hop source) {
            return Optional.empty();
        }

        @Override
        public void invited(Invitation invitation) {
            Accept taken = invitation.prepare(sdp(), this).orElseThrow();
            begun = taken.session();
            accept = taken;
            if (answers) {
                taken.answer();
            } else {
                taken.ring();
            }
        }

        @Override
        public Optional<SipResponse.Builder> unregistered(SipRequest register, Hop source) {
            return Optional.of(SipResponse.to(register, 405));
        }

        @Override
        public void registering(ServerTransaction register) {
            register.respond(register.response(405).build());
        }

        @Override
        public void ringing() {
            told.add("ringing");
        }

        @Override
        public void early(AudioStream stream) {
            told.add("early " + stream.direction());
        }

        @Override
        public void answered(AudioStream stream) {
            told.add("answered " + stream.direction());
        }

        @Override
        public void confirmed() {}

        @Override
        public void streamChanged(AudioStream stream) {
            told.add("changed " + stream.direction());
        }

        @Override
        public void changeRefused(int status) {
            told.add("refused " + status);
        }

        @Override
        public void digit(char digit) {
            told.add("digit " + digit);
        }

        @Override
        public void ended(SessionEnd end) {
            told.add("ended " + end.cause());
        }
    }

    /** The peer's description of itself. */
    static byte[] sdp(String direction) {
        return Responses.bytes(
                String.join(
                        "\r\n",
                        "v=0",
                        "o=- 1 1 IN IP4 " + PEER,
                        "s=-",
                        "c=IN IP4 " + PEER,
                        "t=0 0",
                        "m=audio 6000 RTP/AVP 8",
                        "a=" + direction,
                        ""));
    }

    /** The agent calls the peer, which answers: the Call-ID is the agent's. */
    SipRequest agentCallsPeer() {
        agent.call(PEER);
        SipRequest invite = lastRequest();
        respond(invite, 200, "sendrecv");
        assertThat(lastRequest().method()).isEqualTo("ACK");
        return invite;
    }

    /** The peer calls the agent, which answers: the Call-ID is the peer's. */
    SipResponse peerCallsAgent() {
        send(request("INVITE", 1).body("application/sdp", sdp("sendrecv")).build());
        SipResponse answer = lastResponse();
        assertThat(answer.status()).isEqualTo(200);
        send(inDialog("ACK", answer, 1).build());
        return answer;
    }

    SipRequest.Builder request(String method, long cseq) {
        return SipRequest.builder(method, SipUri.of("agent", OURS, 5060))
                .via(
                        new Via(
                                "UDP",
                                PEER,
                                5060,
                                Params.NONE.with("branch", "z9hG4bKp" + ++branches)))
                .from(SipSyntax.nameAddr("<sip:peer@10.0.0.9>;tag=peer"))
                .to(SipSyntax.nameAddr("<sip:agent@10.0.0.1>"))
                .callId("of-the-peer")
                .cseq(cseq)
                .maxForwards(70)
                .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"));
    }

    /** A request of the peer in the dialog that its INVITE set up. */
    SipRequest.Builder inDialog(String method, SipResponse setUp, long cseq) {
        return request(method, cseq).callId(setUp.callId()).from(setUp.from()).to(setUp.to());
    }

    /** A request of the peer in the dialog that the agent's INVITE set up. */
    SipRequest.Builder inDialog(String method, SipRequest setUp, long cseq) {
        return request(method, cseq)
                .callId(setUp.callId())
                .from(setUp.to().withTag("peer"))
                .to(setUp.from());
    }

    /**
     * The peer answers a request of the agent's; with a description if {@code direction} has one.
     */
    void respond(SipRequest request, int status, String direction) {
        SipResponse.Builder response =
                SipResponse.to(request, status)
                        .toTag("peer")
                        .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"));
        if (!direction.isEmpty()) {
            response.body("application/sdp", sdp(direction));
        }
        sendMessage(response.build());
    }

    /** The peer answers in its own words. */
    void respond(SipResponse response) {
        sendMessage(response);
    }

    void send(SipRequest request) {
        sendMessage(request);
    }

    private void sendMessage(SipMessage message) {
        peer.send(
                message,
                Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(OURS), 5060)),
                () -> {});
        loop.advance(STEP);
    }

    List<SipRequest> requests(String method) {
        return received.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.is(method))
                .toList();
    }

    SipRequest lastRequest() {
        return received.reversed().stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .findFirst()
                .orElseThrow();
    }

    SipResponse lastResponse() {
        return received.reversed().stream()
                .filter(SipResponse.class::isInstance)
                .map(SipResponse.class::cast)
                .findFirst()
                .orElseThrow();
    }

    void pass(Duration time) {
        loop.advance(time);
    }

    /** Nothing is left over once every timer had its time. */
    void assertClean() {
        pass(Duration.ofMinutes(5));
        for (Agent each : agents) {
            assertThat(each.sip.sessions()).as("sessions of " + each.host).isZero();
            assertThat(each.layer.counts().liveServer() + each.layer.counts().liveClient())
                    .as("transactions of " + each.host)
                    .isZero();
        }
        assertThat(loop.pendingTimers()).as("timers").isZero();
    }
}
