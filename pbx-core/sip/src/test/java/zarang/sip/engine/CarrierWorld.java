package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegIds;
import zarang.call.engine.TelephonyEngine;
import zarang.call.loop.VirtualLoop;
import zarang.config.AddressPrefix;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.Host;
import zarang.sip.message.Params;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Via;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;
import zarang.sip.trunk.NumberForm;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.TrunkLimits;
import zarang.sip.trunk.TrunkLogin;
import zarang.sip.trunk.TrunkNumbers;
import zarang.sip.trunk.WayOut;
import zarang.testkit.NothingLeft;

/**
 * An engine with two trunks on a network in memory: {@code one} asks for a login, wants national
 * numbers and carries two calls; {@code two} is trusted, is shown nobody and takes three calls a
 * second.
 */
final class CarrierWorld {
    private static final String HOST = "10.0.0.1";
    static final String HOST_6 = "2001:db8::1";

    final VirtualLoop loop = new VirtualLoop();
    final WrittenDown heard = new WrittenDown();
    final CarrierPeer one;
    final CarrierPeer two;
    final TelephonyEngine engine;
    final MemoryNet net;
    private final Random random = new Random(3);
    private final LegIds legs = new LegIds();
    private final FakeMedia media;
    private final List<Trunk> trunks;

    CarrierWorld() {
        this(Optional.empty());
    }

    /**
     * @param registers how long trunk one is asked for a registration
     */
    CarrierWorld(Optional<Duration> registers) {
        this(registers, Optional.empty());
    }

    /**
     * @param proxy that requests to trunk one pass; it answers for it
     */
    CarrierWorld(Optional<Duration> registers, Optional<SipUri> proxy) {
        this(registers, proxy, HOST, "10.0.1.1", "10.0.1.2");
    }

    /** All of it over IPv6. */
    static CarrierWorld overIpv6() {
        return new CarrierWorld(
                Optional.of(Duration.ofMinutes(10)),
                Optional.empty(),
                HOST_6,
                "2001:db8:1::1",
                "2001:db8:1::2");
    }

    private CarrierWorld(
            Optional<Duration> registers,
            Optional<SipUri> proxy,
            String host,
            String hostOfOne,
            String hostOfTwo) {
        NothingLeft.watch(this, this::assertClean);
        net = new MemoryNet(loop, random, 0);
        media = new FakeMedia(host, 20_000);
        one = new CarrierPeer(net, proxy.map(SipUri::host).orElse(hostOfOne));
        two = new CarrierPeer(net, hostOfTwo);
        trunks = List.of(trunkOne(registers, proxy), trunkTwo());
        engine =
                EmbeddedEngine.factory(
                                MemoryRig.settings(),
                                new EmbeddedEngine.Parts(
                                        loop,
                                        net.node(host, 5060),
                                        media::open,
                                        random,
                                        MemoryRig.FLOW_KEY),
                                new EmbeddedEngine.Peers(
                                        List.of(new ListenAddress(Protocol.UDP, host, 5060)),
                                        trunks,
                                        SipLookup.NONE,
                                        user -> Optional.empty(),
                                        PhoneStore.NONE,
                                        BanStore.NONE))
                        .make(legs, heard);
        engine.start();
        loop.settle();
    }

    private Trunk trunkOne(Optional<Duration> registers, Optional<SipUri> proxy) {
        return new Trunk(
                "one",
                List.of(AddressPrefix.parse(one.host)),
                List.of(),
                false,
                new TrunkNumbers("IR", NumberForm.NATIONAL, "", "21"),
                Optional.of(
                        new WayOut(
                                SipUri.of(null, proxy.isEmpty() ? written(one) : "sbc.example", -1),
                                proxy,
                                "one.example",
                                "02191001234",
                                Optional.of(new TrunkLogin("auth", "secret")),
                                registers,
                                "line",
                                Duration.ofSeconds(30),
                                new TrunkLimits(2, 10),
                                new ShownNumber(ShownNumber.Rule.PILOT, "02191001234"))));
    }

    private static String written(CarrierPeer peer) {
        return Host.ofBare(peer.host).written();
    }

    private Trunk trunkTwo() {
        return new Trunk(
                "two",
                List.of(AddressPrefix.parse(two.host)),
                List.of(),
                true,
                new TrunkNumbers("IR", NumberForm.PLUS, "9", ""),
                Optional.of(
                        new WayOut(
                                SipUri.of(null, written(two), -1),
                                Optional.empty(),
                                written(two),
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                Duration.ofSeconds(30),
                                new TrunkLimits(10, 3),
                                new ShownNumber(ShownNumber.Rule.WITHHELD, "982191"))));
    }

    ShownNumber.Rule shown(String trunk) {
        return trunks.stream()
                .filter(each -> each.name().equals(trunk))
                .findFirst()
                .flatMap(Trunk::out)
                .orElseThrow()
                .shown()
                .rule();
    }

    LegId dial(String number, String caller, String... through) {
        return dial(new DialTarget.Outside(number, List.of(through)), CallerShown.of("", caller));
    }

    LegId dial(DialTarget target, CallerShown shown) {
        LegId leg = legs.next();
        execute(new LegCommand.Dial(leg, leg, target, shown));
        return leg;
    }

    LegId dialFor(LegId other, DialTarget target) {
        LegId leg = legs.next();
        execute(new LegCommand.Dial(leg, other, target, CallerShown.of("", "1")));
        return leg;
    }

    void execute(LegCommand command) {
        engine.execute(command);
        loop.advance(Duration.ofMillis(50));
    }

    /** The status that an INVITE with that Replaces, from another port of a trunk's host, gets. */
    int refusesTakeOver(String host, String replaces) {
        MemoryNet.Node node = net.node(host, 5070);
        List<Integer> heard = new ArrayList<>();
        node.listen((message, source) -> {
            if (message instanceof ParsedMessage.Response(SipResponse response)) {
                heard.add(response.status());
            }
        });
        String caller = "<sip:+98912@" + host + ">";
        node.send(
                SipRequest.builder("INVITE", SipUri.of("1000", HOST, -1))
                        .via(new Via("UDP", host, 5070, Params.NONE.with("branch", "z9hG4bKr")))
                        .from(SipSyntax.nameAddr(caller + ";tag=r"))
                        .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                        .callId(host)
                        .cseq(1)
                        .maxForwards(70)
                        .contact(SipSyntax.nameAddr(caller))
                        .header("Replaces", replaces)
                        .build(),
                Hop.to(Protocol.UDP, new InetSocketAddress(HOST, 5060)),
                () -> {});
        loop.advance(Duration.ofMillis(50));
        return heard.getLast();
    }

    /** Calls that a trunk carries now. */
    int carried(String trunk) {
        return (int) levels("zarang_trunk_calls", trunk);
    }

    double levels(String figure, String trunk) {
        return engine.figures().stream()
                .filter(EngineFigure.Levels.class::isInstance)
                .map(EngineFigure.Levels.class::cast)
                .filter(each -> each.name().equals(figure))
                .findFirst()
                .orElseThrow()
                .values()
                .getOrDefault(trunk, -1.0);
    }

    private void assertClean() {
        loop.advance(Duration.ofMinutes(5));
        assertThat(engine.legs()).as("legs").isZero();
        assertThat(media.open()).as("media").isEmpty();
        engine.close();
        loop.advance(Duration.ofMinutes(5));
        assertThat(loop.pendingTimers()).as("timers").isZero();
    }
}
