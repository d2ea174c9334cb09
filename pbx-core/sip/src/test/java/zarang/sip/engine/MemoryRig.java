package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.RemoteParty;
import zarang.call.engine.TelephonyEngine;
import zarang.call.loop.VirtualLoop;
import zarang.config.AddressPrefix;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;

/** The embedded engine and phones on a network in memory, under virtual time. */
final class MemoryRig extends SipRig {
    private static final String HOST = "10.0.0.1";
    static final SecretKey FLOW_KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final int STEPS_MAX = 12_000;

    private final VirtualLoop loop = new VirtualLoop();
    private final Random random = new Random(7);
    private final MemoryNet net = new MemoryNet(loop, random, 0);
    private final FakeMedia media = new FakeMedia(HOST, 20_000, loop);
    private final TelephonyEngine engine;
    private final List<SipParty> parties = new ArrayList<>();
    private final Map<SipPhone, FakeMedia> ears = new HashMap<>();
    private final List<String> addresses;

    MemoryRig() {
        engine =
                EmbeddedEngine.factory(
                                settings(),
                                new EmbeddedEngine.Parts(
                                        loop, net.node(HOST, 5060), media::open, random, FLOW_KEY),
                                new EmbeddedEngine.Peers(
                                        List.of(new ListenAddress(Protocol.UDP, HOST, 5060)),
                                        List.of(),
                                        SipLookup.NONE,
                                        user -> Optional.of("pw-" + user),
                                        PhoneStore.NONE,
                                        BanStore.NONE))
                        .make(legs, heard);
        var started = engine.start().toCompletableFuture();
        loop.settle();
        addresses = started.join();
    }

    static EngineSettings settings() {
        return new EngineSettings(
                HOST,
                "zarang",
                List.of(DigestAlgorithm.MD5),
                "Zarang/test",
                50,
                new RegistrarSettings(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        List.of(AddressPrefix.parse(PathProxy.HOST))),
                new AdmissionSettings(true, 50, 50, 50, EngineWorld.BANS),
                CallerDisplay.NAME,
                Duration.ofMinutes(30));
    }

    @Override
    public TelephonyEngine engine() {
        return engine;
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    @Override
    SipParty party(String user, AnswerPolicy policy) {
        String host = "10.0.0." + (10 + parties.size());
        MemoryNet.Node node = net.node(host, 5070);
        FakeMedia own = new FakeMedia(host, 30_000, loop);
        TransactionLayer layer =
                new TransactionLayer(loop, node, TransactionSettings.STANDARD, random);
        node.listen(layer);
        SipParty party =
                new SipParty(
                        this,
                        new SipParty.Ways(
                                number -> SipUri.of(number, HOST, 5060), true, this::hears),
                        events ->
                                new SipPhone(
                                        new PhoneSettings(
                                                user,
                                                HOST,
                                                Optional.of("pw-" + user),
                                                SipUri.of(null, HOST, 5060),
                                                Duration.ofMinutes(2),
                                                policy),
                                        new SipPhone.Ports(
                                                loop, layer, own::open, random, events::add)));
        ears.put(party.phone(), own);
        parties.add(party);
        return party;
    }

    private boolean hears(SipPhone hearer, SipPhone speaker) {
        return media.passes(address(speaker), address(hearer));
    }

    private InetSocketAddress address(SipPhone phone) {
        return Objects.requireNonNull(ears.get(phone)).address();
    }

    @Override
    public <T> T ask(Supplier<T> question) {
        T answer = question.get();
        loop.settle();
        return answer;
    }

    @Override
    public void await(String what, BooleanSupplier so) {
        for (int step = 0; !so.getAsBoolean(); step++) {
            assertThat(step).as("10 ms steps until " + what).isLessThan(STEPS_MAX);
            loop.advance(Duration.ofMillis(10));
        }
    }

    @Override
    public void close() {
        parties.forEach(RemoteParty::unregister);
        loop.advance(Duration.ofMinutes(5));
        assertThat(media.open()).as("media").isEmpty();
        assertThat(engine.figures())
                .filteredOn(figure ->
                        figure.name().equals("zarang_sip_sessions")
                                || figure.name().equals("zarang_phones_registered"))
                .hasSize(2)
                .allMatch(figure -> ((EngineFigure.Level) figure).value() == 0);
        engine.close();
        assertThat(loop.pendingTimers()).as("timers").isZero();
    }
}
