package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.EngineListener;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.TelephonyEngine;
import zarang.call.engine.TransferProgress;
import zarang.call.loop.VirtualLoop;
import zarang.config.AddressPrefix;
import zarang.media.MediaDescription;
import zarang.media.codec.Codecs;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.ban.BanSettings;
import zarang.sip.ban.BanStore;
import zarang.sip.dialog.NextHop;
import zarang.sip.dns.SipLookup;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.engine.CallerDisplay;
import zarang.sip.engine.EmbeddedEngine;
import zarang.sip.engine.EngineSettings;
import zarang.sip.engine.PhoneStore;
import zarang.sip.message.Header;
import zarang.sip.message.NameAddr;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.sdp.SdpSession;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.TrunkLimits;
import zarang.sip.trunk.TrunkNumbers;
import zarang.sip.trunk.WayOut;

/**
 * The whole engine and two user agents on a network whose weather is anybody's choice. The engine's
 * user lets callers ring, answers them, and obeys whoever transfers; a story says more.
 */
final class FuzzWorld implements EngineListener {
    static final String HOST = "10.0.0.1";
    private static final String CALLER = "10.0.0.8";
    private static final String PHONE = "10.0.0.9";
    private static final int STRANGER_PORT = 5070;
    private static final Duration SESSION = Duration.ofSeconds(90);

    final VirtualLoop loop = new VirtualLoop();
    final List<LegEvent> events = new ArrayList<>();
    final Peer caller;
    final Peer phone;
    private final Random random = new Random(4);
    private final FakeMedia media = new FakeMedia(HOST, 20_000);
    private final LegIds legs = new LegIds();
    private final MemoryNet net;
    private final TelephonyEngine engine;
    private final List<String> ways;

    /** What the engine's user does beside the usual. */
    Consumer<LegEvent> more = event -> {};

    /** How long a caller rings here before it is answered; negative: never. */
    int answersAfterMs = 600;

    /** Whether a caller hears us before the answer, instead of ringing. */
    boolean speaksEarly;

    /** Whoever there is, to be looked at in the end. */
    private final List<Peer> peers = new ArrayList<>();

    /** Without a way out. */
    FuzzWorld(MemoryNet.Weather weather) {
        this(weather, List.of());
    }

    /**
     * @param carriers the hosts of trunks that calls go out through, in their order
     */
    FuzzWorld(MemoryNet.Weather weather, List<String> carriers) {
        List<Trunk> trunks = new ArrayList<>();
        trunks.add(Trunk.into("lab", List.of(AddressPrefix.parse(CALLER)), true));
        carriers.forEach(host -> trunks.add(wayOut(host)));
        ways = List.copyOf(carriers);
        net = new MemoryNet(loop, weather);
        engine =
                EmbeddedEngine.factory(
                                new EngineSettings(
                                        HOST,
                                        "zarang",
                                        List.of(DigestAlgorithm.MD5),
                                        "Zarang/test",
                                        20,
                                        RegistrarSettings.defaults(),
                                        new AdmissionSettings(
                                                false,
                                                5,
                                                20,
                                                8,
                                                new BanSettings(true, SESSION, SESSION)),
                                        CallerDisplay.NAME,
                                        SESSION),
                                new EmbeddedEngine.Parts(
                                        loop,
                                        net.node(HOST, 5060),
                                        media::open,
                                        random,
                                        new SecretKeySpec(new byte[32], "HmacSHA256")),
                                new EmbeddedEngine.Peers(
                                        List.of(new ListenAddress(Protocol.UDP, HOST, 5060)),
                                        trunks,
                                        SipLookup.NONE,
                                        user -> Optional.empty(),
                                        PhoneStore.NONE,
                                        BanStore.NONE))
                        .make(legs, this);
        engine.start();
        loop.settle();
        caller = new Peer(CALLER);
        phone = new Peer(PHONE);
    }

    /** One that is asked once whether it is there. */
    private static Trunk wayOut(String host) {
        return new Trunk(
                host,
                List.of(AddressPrefix.parse(host)),
                List.of(),
                false,
                TrunkNumbers.AS_WRITTEN,
                Optional.of(
                        new WayOut(
                                SipUri.of(null, host, -1),
                                Optional.empty(),
                                host,
                                "us",
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Duration.ofHours(1),
                                new TrunkLimits(9, 9),
                                new ShownNumber(ShownNumber.Rule.PILOT, ""))));
    }

    /** A user agent; of each call that comes it says what its manner is. */
    final class Peer implements InboundRequests {
        private final String host;
        private final UserAgent sip;
        private final TransactionLayer layer;
        final List<Call> calls = new ArrayList<>();

        /** How long it rings; negative: it refuses. */
        int answersAfterMs = 500;

        /** How. */
        int refusal = 486;

        Peer(String host) {
            this.host = host;
            peers.add(this);
            MemoryNet.Node node = net.node(host, 5060);
            layer = new TransactionLayer(loop, node, TransactionSettings.STANDARD, random);
            sip =
                    new UserAgent(
                            loop,
                            layer,
                            random,
                            UserAgentSettings.of("Peer", "", 9).withSessionExpires(SESSION),
                            this);
            layer.attach(sip);
            node.listen((message, source) -> {
                if (message instanceof ParsedMessage.Request(SipRequest request)
                        && request.is("NOTIFY")) {
                    node.send(SipResponse.to(request, 200).build(), source, () -> {});
                } else {
                    layer.onMessage(message, source);
                }
            });
        }

        /** Calls that ring, go on or are being ended. */
        int sessions() {
            return sip.sessions();
        }

        Call call(Header... headers) {
            Call call = new Call();
            calls.add(call);
            SipUri uri = SipUri.of("1000", HOST, 5060);
            call.session =
                    sip.invite(
                                    new OutgoingCall(
                                            uri,
                                            NextHop.of(uri),
                                            List.of(),
                                            NameAddr.of(SipUri.of("+98912", host, -1)),
                                            Redirects.NONE,
                                            Optional.empty(),
                                            List.of(headers)),
                                    sdp(),
                                    call)
                            .orElseThrow();
            return call;
        }

        private SdpSession sdp() {
            return new SdpSession(
                    random.nextLong() >>> 2,
                    new MediaDescription(
                            new InetSocketAddress(InetAddress.ofLiteral(host), 4000),
                            Codecs.SPOKEN));
        }

        @Override
        public boolean isAccepting() {
            return true;
        }

        @Override
        public Optional<Integer> refusal(SipRequest invite, Hop source) {
            return answersAfterMs < 0 ? Optional.of(refusal) : Optional.empty();
        }

        @Override
        public void invited(Invitation invitation) {
            Call call = new Call();
            calls.add(call);
            Accept accept = invitation.prepare(sdp(), call).orElseThrow();
            call.session = accept.session();
            accept.ring();
            after(answersAfterMs, accept::answer);
        }

        @Override
        public Optional<SipResponse.Builder> unregistered(SipRequest register, Hop source) {
            return Optional.of(SipResponse.to(register, 405));
        }

        @Override
        public void registering(ServerTransaction register) {}

        /** Whoever it talks with, if it talks at all. */
        void withCall(int which, Consumer<Call> what) {
            if (calls.size() > which) {
                what.accept(calls.get(which));
            }
        }
    }

    /** One call of a peer. What is asked of it while it is not up is not done. */
    static final class Call implements SessionListener {
        @Nullable Session session;

        void hangUp() {
            if (session != null) {
                Close.end(session, Cause.NORMAL_CLEARING);
            }
        }

        void change(SdpDirection direction) {
            if (session != null) {
                Modify.offer(session, direction);
            }
        }

        /** A request within its dialog, whatever is answered. */
        void says(String method, Consumer<SipRequest.Builder> with) {
            Session talk = session;
            if (talk == null || !talk.isUp()) {
                return;
            }
            Hop hop = talk.dialog().hop();
            SipRequest.Builder request =
                    talk.dialog().request(method).contact(talk.local().contact(hop));
            with.accept(request);
            talk.local()
                    .layer()
                    .send(
                            request.build(),
                            hop,
                            new ResponseListener() {
                                @Override
                                public void onFinal(SipResponse response, Hop source) {}

                                @Override
                                public void onFailure(int status) {}
                            });
        }

        /** What names its dialog to the engine, in a Replaces. */
        String replaced() {
            Session talk = session;
            if (talk == null || !talk.isUp()) {
                return "none;to-tag=a;from-tag=b";
            }
            var key = talk.dialog().key();
            return "%s;to-tag=%s;from-tag=%s"
                    .formatted(key.callId(), key.remoteTag(), key.localTag());
        }

        @Override
        public void ringing() {}

        @Override
        public void answered(AudioStream stream) {}

        @Override
        public void confirmed() {}

        @Override
        public void streamChanged(AudioStream stream) {}

        @Override
        public void digit(char digit) {}

        @Override
        public void ended(SessionEnd end) {}
    }

    void after(int ms, Runnable what) {
        loop.schedule(Duration.ofMillis(ms), what);
    }

    /** A proxy at that host that forks each call to those. */
    void forks(String host, Peer... to) {
        new ForkingProxy(
                net.node(host, 5060), host, Arrays.stream(to).map(each -> each.host).toList());
    }

    /** Another port of the trunk's host, at which nobody listens yet. */
    MemoryNet.Node strangerOfTheTrunk() {
        return net.node(CALLER, STRANGER_PORT);
    }

    /** The engine rings the phone. */
    LegId dial() {
        return dial("sip:phone@" + PHONE);
    }

    /** The engine rings the stranger. */
    LegId dialStranger() {
        return dial("sip:phone@" + CALLER + ":" + STRANGER_PORT);
    }

    /** The engine rings whoever is at that host. */
    LegId dialAt(String host) {
        return dial("sip:phone@" + host);
    }

    /** The engine calls a number outside, through the first of its carriers that takes it. */
    LegId dialOut() {
        return dial(new DialTarget.Outside("02188001234", ways));
    }

    private LegId dial(String uri) {
        return dial(new DialTarget.Fixed(uri));
    }

    private LegId dial(DialTarget target) {
        LegId leg = legs.next();
        engine.execute(new LegCommand.Dial(leg, leg, target, CallerShown.of("", "+98912")));
        return leg;
    }

    void hangUp(LegId leg) {
        engine.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
    }

    void hangUpAll() {
        events.stream().map(LegEvent::leg).distinct().toList().forEach(this::hangUp);
    }

    @Override
    public Optional<Cause> refusal(LegEvent.Arrived call) {
        return Optional.empty();
    }

    @Override
    public void onLeg(LegEvent event) {
        events.add(event);
        LegId leg = event.leg();
        switch (event) {
            case LegEvent.Arrived arrived -> {
                arrived.origin().replaces().ifPresent(this::hangUp);
                engine.execute(
                        speaksEarly ? new LegCommand.Progress(leg) : new LegCommand.Ring(leg));
                if (answersAfterMs >= 0) {
                    after(answersAfterMs, () -> engine.execute(new LegCommand.Answer(leg)));
                }
            }
            case LegEvent.TransferWanted wish -> {
                tell(wish, new TransferProgress.Trying());
                after(300, () -> tell(wish, new TransferProgress.Ringing()));
                after(900, () -> tell(wish, new TransferProgress.Done()));
            }
            default -> {}
        }
        more.accept(event);
    }

    private void tell(LegEvent.TransferWanted wish, TransferProgress progress) {
        engine.execute(new LegCommand.TellTransfer(wish.leg(), wish.transfer(), progress));
    }

    private double level(String figure) {
        return engine.figures().stream()
                .filter(EngineFigure.Level.class::isInstance)
                .map(EngineFigure.Level.class::cast)
                .filter(each -> each.name().equals(figure))
                .mapToDouble(EngineFigure.Level::value)
                .sum();
    }

    @Override
    public void phoneCame(String user) {}

    @Override
    public void phonesGone(String user) {}

    /** Legs that were there, with how often each ended, must have ended once; nothing is held. */
    void assertNothingLeft(String what) {
        loop.advance(Duration.ofMinutes(15));
        assertThat(engine.legs()).as("legs, %s", what).isZero();
        assertThat(level("zarang_sip_sessions")).as("sessions, %s", what).isZero();
        assertThat(media.open()).as("ports, %s", what).isEmpty();
        for (Peer peer : peers) {
            assertThat(peer.sip.sessions()).as("sessions of %s, %s", peer.host, what).isZero();
        }
        Map<LegId, Long> ends =
                events.stream()
                        .filter(LegEvent.Ended.class::isInstance)
                        .collect(Collectors.groupingBy(LegEvent::leg, Collectors.counting()));
        assertThat(ends.values()).as("ends, %s", what).allMatch(times -> times == 1);
        assertThat(events.stream().filter(LegEvent.Answered.class::isInstance).map(LegEvent::leg))
                .as("answers, %s", what)
                .doesNotHaveDuplicates();
        assertThat(ends.keySet())
                .as("ended, %s", what)
                .containsAll(events.stream().map(LegEvent::leg).toList());
        engine.close();
        loop.advance(Duration.ofMinutes(5));
        assertThat(loop.pendingTimers()).as("timers and transactions, %s", what).isZero();
    }
}
