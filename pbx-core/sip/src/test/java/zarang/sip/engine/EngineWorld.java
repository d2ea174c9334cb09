package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.loop.VirtualLoop;
import zarang.config.AddressPrefix;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.ban.BanSettings;
import zarang.sip.ban.BanStore;
import zarang.sip.ban.Bans;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.registrar.BindingStore;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.Trunks;
import zarang.testkit.NothingLeft;

/** An engine, phones and a hand-driven peer on a network in memory. */
final class EngineWorld {
    static final BanSettings BANS =
            new BanSettings(true, Duration.ofMinutes(10), Duration.ofDays(1));

    static final String OFFER =
            String.join(
                    "\r\n",
                    "v=0",
                    "o=- 1 1 IN IP4 10.0.0.9",
                    "s=-",
                    "c=IN IP4 10.0.0.9",
                    "t=0 0",
                    "m=audio 4000 RTP/AVP 8 101",
                    "a=rtpmap:101 telephone-event/8000",
                    "");

    final VirtualLoop loop = new VirtualLoop();
    final Random random;
    final MemoryNet net;
    final FakeMedia media = new FakeMedia("10.0.0.1", 20_000);
    private final WrittenDown heard = new WrittenDown();
    final List<LegEvent> events = heard.events;
    final List<String> asked = heard.asked;
    final List<String> registrations = heard.phones;
    final LegIds legs = new LegIds();

    /** Those that a walk dialled. */
    final List<LegId> dialled = new ArrayList<>();

    final Bans bans;
    final TransactionLayer layer;
    final SipEngine engine;
    final MemoryNet.Node peer;
    final List<SipMessage> received = new ArrayList<>();
    private int branches;

    EngineWorld(long seed, int lossPercent, int legsMax) {
        NothingLeft.watch(this, this::assertClean);
        random = new Random(seed);
        net = new MemoryNet(loop, random, lossPercent);
        MemoryNet.Node node = net.node("10.0.0.1", 5060);
        layer = new TransactionLayer(loop, node, TransactionSettings.STANDARD, random);
        bans = new Bans(BANS, loop, BanStore.NONE, random);
        node.listen(layer);
        engine =
                new SipEngine(
                        new EngineSettings(
                                "10.0.0.1",
                                "zarang",
                                List.of(DigestAlgorithm.values()),
                                "Zarang/test",
                                legsMax,
                                RegistrarSettings.defaults(),
                                new AdmissionSettings(false, 5, legsMax, 8, BANS),
                                new CallerDisplay(
                                        "{name}",
                                        PhoneWords.ENGLISH,
                                        Optional.of("<http://127.0.0.1>;info={queue}"),
                                        Optional.empty()),
                                Duration.ofMinutes(30)),
                        new EnginePorts(
                                loop,
                                layer,
                                media::open,
                                user ->
                                        user.startsWith("2")
                                                ? Optional.of("pw-" + user)
                                                : Optional.empty(),
                                new Trunks(
                                        List.of(
                                                Trunk.into(
                                                        "lab",
                                                        List.of(AddressPrefix.parse("10.0.0.9")),
                                                        true))),
                                SipLookup.NONE,
                                legs,
                                heard,
                                BindingStore.none(),
                                bans,
                                random));
        peer = net.node("10.0.0.9", 5060);
        peer.listen((message, source) -> {
            switch (message) {
                case ParsedMessage.Request(SipRequest request) -> received.add(request);
                case ParsedMessage.Response(SipResponse response) -> received.add(response);
                default -> throw new AssertionError("the engine sent nonsense");
            }
        });
    }

    /** A phone with a list of what happens to it. */
    final class Phone {
        final FakeMedia media;
        final List<PhoneEvent> events = new ArrayList<>();
        final TransactionLayer layer;
        final SipPhone sip;

        Phone(String address, String user, String secret, AnswerPolicy policy) {
            this(address, 5070, user, secret, policy);
        }

        Phone(String address, int port, String user, String secret, AnswerPolicy policy) {
            MemoryNet.Node node = net.node(address, port);
            media = new FakeMedia(address, 30_000);
            layer = new TransactionLayer(loop, node, TransactionSettings.STANDARD, random);
            node.listen(layer);
            sip =
                    new SipPhone(
                            new PhoneSettings(
                                    user,
                                    "10.0.0.1",
                                    Optional.of(secret),
                                    SipUri.of(null, "10.0.0.1", 5060),
                                    Duration.ofMinutes(2),
                                    policy),
                            new SipPhone.Ports(loop, layer, media::open, random, events::add));
        }

        boolean heard(Class<? extends PhoneEvent> type) {
            return events.stream().anyMatch(type::isInstance);
        }
    }

    Phone phone(String address, String user, AnswerPolicy policy) {
        return new Phone(address, user, "pw-" + user, policy);
    }

    SipRequest.Builder request(String method, String callId, long cseq) {
        return SipRequest.builder(method, SipUri.of("1000", "10.0.0.1", -1))
                .via(via())
                .from(SipSyntax.nameAddr("<sip:+98912@10.0.0.9>;tag=peer"))
                .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                .callId(callId)
                .cseq(cseq)
                .maxForwards(70)
                .contact(SipSyntax.nameAddr("<sip:peer@10.0.0.9>"));
    }

    private Via via() {
        return new Via(
                "UDP", "10.0.0.9", 5060, Params.NONE.with("branch", "z9hG4bKt" + ++branches));
    }

    SipRequest.Builder invite(String callId) {
        return request("INVITE", callId, 1)
                .body("application/sdp", OFFER.getBytes(StandardCharsets.UTF_8));
    }

    /** A request in the dialog that this response set up. */
    SipRequest.Builder inDialog(String method, SipResponse setUp, long cseq) {
        return request(method, setUp.callId(), cseq).to(setUp.to());
    }

    void send(SipRequest request) {
        peer.send(request, Hop.to(Protocol.UDP, engineAddress()), () -> {});
        loop.advance(Duration.ofMillis(10));
    }

    /** The peer answers in its own words. */
    void respond(SipResponse response) {
        peer.send(response, Hop.to(Protocol.UDP, engineAddress()), () -> {});
        loop.advance(Duration.ofMillis(10));
    }

    private InetSocketAddress engineAddress() {
        return new InetSocketAddress("10.0.0.1", 5060);
    }

    /** Rings a phone at a fixed address. */
    LegId dialAgent() {
        LegId leg = legs.next();
        execute(
                new LegCommand.Dial(
                        leg,
                        leg,
                        new DialTarget.Fixed("sip:agent@10.0.0.9"),
                        CallerShown.of("", "")));
        return leg;
    }

    /** That phone answers; {@code tag} says which fork. */
    void answer(SipRequest invite, String tag) {
        SipResponse success =
                SipResponse.to(invite, 200)
                        .toTag(tag)
                        .contact(SipSyntax.nameAddr("<sip:agent@10.0.0.9>"))
                        .body("application/sdp", OFFER.getBytes(StandardCharsets.UTF_8))
                        .build();
        peer.send(success, engineHop(), () -> {});
        loop.advance(Duration.ofMillis(10));
    }

    Hop engineHop() {
        return Hop.to(Protocol.UDP, new InetSocketAddress("10.0.0.1", 5060));
    }

    SipResponse lastResponse() {
        return received.reversed().stream()
                .filter(SipResponse.class::isInstance)
                .map(SipResponse.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<String> requests() {
        return received.stream()
                .filter(SipRequest.class::isInstance)
                .map(m -> ((SipRequest) m).method())
                .toList();
    }

    LegId arrived() {
        return events.reversed().stream()
                .filter(LegEvent.Arrived.class::isInstance)
                .findFirst()
                .orElseThrow()
                .leg();
    }

    void execute(LegCommand command) {
        engine.execute(command);
        loop.advance(Duration.ofMillis(10));
    }

    /** Nothing is left over once every timer had its time. */
    void assertClean() {
        loop.advance(Duration.ofMinutes(5));
        assertThat(engine.counts().legs()).as("legs").isZero();
        assertThat(engine.counts().sessions()).as("sessions").isZero();
        assertThat(media.open()).as("media").isEmpty();
        assertThat(layer.counts().liveServer() + layer.counts().liveClient())
                .as("transactions")
                .isZero();
        assertThat(loop.pendingTimers()).as("timers").isZero();
    }
}
