package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.TelephonyEngine;
import zarang.call.loop.VirtualLoop;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.testkit.NothingLeft;

/** Two nodes, what they share, and agent 2001's phones, under virtual time. */
final class NodesWorld {
    static final String A = "10.0.0.1";
    static final String B = "10.0.0.2";

    final VirtualLoop loop = new VirtualLoop();
    final Random random;
    final MemoryNet net;
    final SharedPhones shared = new SharedPhones();
    private final List<Node> nodes = new ArrayList<>();
    private final List<FakeMedia> media = new ArrayList<>();
    private final List<TransactionLayer> layers = new ArrayList<>();

    NodesWorld(long seed, int lossPercent) {
        random = new Random(seed);
        net = new MemoryNet(loop, random, lossPercent);
        NothingLeft.watch(this, this::assertClean);
    }

    /** A node with its listener's notes. */
    final class Node {
        final WrittenDown heard = new WrittenDown();
        final LegIds legs = new LegIds();
        final TelephonyEngine engine;
        private final MemoryNet.Node network;

        Node(String host) {
            FakeMedia own = new FakeMedia(host, 20_000);
            media.add(own);
            network = net.node(host, 5060);
            engine =
                    EmbeddedEngine.factory(
                                    MemoryRig.settings(),
                                    new EmbeddedEngine.Parts(
                                            loop, network, own::open, random, MemoryRig.FLOW_KEY),
                                    new EmbeddedEngine.Peers(
                                            List.of(new ListenAddress(Protocol.UDP, host, 5060)),
                                            List.of(),
                                            SipLookup.NONE,
                                            user ->
                                                    user.startsWith("2")
                                                            ? Optional.of("pw-" + user)
                                                            : Optional.empty(),
                                            shared.of(host),
                                            BanStore.NONE))
                            .make(legs, heard);
            assertThat(engine.start()).isNotNull();
            loop.advance(Duration.ofMillis(1));
            nodes.add(this);
        }

        LegId dial() {
            LegId leg = legs.next();
            engine.execute(
                    new LegCommand.Dial(
                            leg,
                            leg,
                            new DialTarget.Registered("2001"),
                            CallerShown.of("", "+98912")));
            loop.advance(Duration.ofMillis(20));
            return leg;
        }

        void hangUp(LegId leg) {
            engine.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
            pass(200);
        }

        LegEvent last() {
            return heard.events.getLast();
        }

        /** As kill -9 would: nothing more comes from it or gets to it. */
        void die() {
            nodes.remove(this);
            assertThat(network.close()).isCompleted();
        }

        double figure(String name) {
            return engine.figures().stream()
                    .filter(figure -> figure.name().equals(name))
                    .mapToDouble(NodesWorld::value)
                    .sum();
        }
    }

    private static double value(EngineFigure figure) {
        return switch (figure) {
            case EngineFigure.Level level -> level.value();
            case EngineFigure.Count count -> count.value();
            case EngineFigure.Levels levels ->
                    levels.values().values().stream().mapToDouble(v -> v).sum();
            case EngineFigure.Counts counts ->
                    counts.values().values().stream().mapToDouble(v -> v).sum();
        };
    }

    /** A phone of agent 2001 that registers at a node. */
    final class Phone {
        final List<PhoneEvent> events = new ArrayList<>();
        final SipPhone sip;

        /**
         * @param registrar a node, or a proxy before it
         */
        Phone(MemoryNet.Node network, String registrar, AnswerPolicy policy) {
            FakeMedia own = new FakeMedia(network.hop().address().getHostString(), 30_000);
            media.add(own);
            TransactionLayer layer =
                    new TransactionLayer(loop, network, TransactionSettings.STANDARD, random);
            layers.add(layer);
            network.listen(layer);
            sip =
                    new SipPhone(
                            new PhoneSettings(
                                    "2001",
                                    registrar,
                                    Optional.of("pw-2001"),
                                    SipUri.of(null, registrar, 5060),
                                    Duration.ofMinutes(2),
                                    policy),
                            new SipPhone.Ports(loop, layer, own::open, random, events::add));
            assertThat(sip.register()).isTrue();
            for (int i = 0; i < 400 && !heard(PhoneEvent.Registered.class); i++) {
                pass(100);
            }
            pass(100);
        }

        boolean heard(Class<? extends PhoneEvent> type) {
            return times(type) > 0;
        }

        long times(Class<? extends PhoneEvent> type) {
            return events.stream().filter(type::isInstance).count();
        }
    }

    Phone phone(String registrar, AnswerPolicy policy) {
        return new Phone(net.node("10.0.1.5", 5070), registrar, policy);
    }

    Phone phoneBehindNat(String registrar, AnswerPolicy policy) {
        return new Phone(net.behindNat("10.0.2.5", "192.168.1.5", 5070), registrar, policy);
    }

    void pass(long ms) {
        loop.advance(Duration.ofMillis(ms));
    }

    void assertClean() {
        loop.advance(Duration.ofMinutes(5));
        for (Node node : nodes) {
            assertThat(node.engine.legs()).as("legs").isZero();
            assertThat(node.figure("zarang_sip_sessions")).as("sessions").isZero();
            assertThat(node.figure("zarang_sip_transactions")).as("transactions").isZero();
        }
        for (FakeMedia each : media) {
            assertThat(each.open()).as("media").isEmpty();
        }
    }
}
