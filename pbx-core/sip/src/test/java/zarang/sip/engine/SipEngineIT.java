package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Cause;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.EngineListener;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.media.MediaLoops;
import zarang.media.MediaSettings;
import zarang.media.prompt.PromptLibrary;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.ban.BanStore;
import zarang.sip.ban.Bans;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.registrar.BindingStore;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.TransportSettings;
import zarang.sip.transport.VertxControlLoop;
import zarang.sip.trunk.Trunks;

/** The engine against sipp and against our own phone, over real sockets with real RTP. */
class SipEngineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<SipSockets> sockets = new ArrayList<>();
    private final List<MediaLoops> mediaLoops = new ArrayList<>();
    private final List<LegEvent> events = new CopyOnWriteArrayList<>();
    private final LegIds legs = new LegIds();
    private final VertxControlLoop loop = new VertxControlLoop(vertx);
    private SipEngine engine;
    private int udp;
    private int tcp;

    private record Network(TransactionLayer layer, SipSockets sockets, MediaLoops media) {}

    private Network network(int firstPort) {
        SipSockets made = new SipSockets(loop, TransportSettings.STANDARD, new Random(firstPort));
        sockets.add(made);
        MediaLoops media =
                MediaLoops.start(
                        MediaSettings.on(InetAddress.getLoopbackAddress())
                                .withPorts(firstPort, firstPort + 99)
                                .withLoops(1),
                        PromptLibrary.load(folder, List.of()),
                        new Random(firstPort));
        mediaLoops.add(media);
        return new Network(
                new TransactionLayer(
                        loop, made, TransactionSettings.STANDARD, new Random(firstPort)),
                made,
                media);
    }

    private List<ListenAddress> listen(Network network) throws Exception {
        return network.sockets()
                .start(
                        List.of(
                                new ListenAddress(Protocol.UDP, "127.0.0.1", 0),
                                new ListenAddress(Protocol.TCP, "127.0.0.1", 0)),
                        network.layer())
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private <T> T onLoop(Supplier<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.post(() -> done.complete(work.get()));
        return done.get(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void start() throws Exception {
        Network network = network(24_000);
        List<ListenAddress> bound = listen(network);
        udp = bound.get(0).port();
        tcp = bound.get(1).port();
        engine =
                onLoop(() ->
                        new SipEngine(
                                new EngineSettings(
                                        "127.0.0.1",
                                        "zarang",
                                        List.of(DigestAlgorithm.MD5),
                                        "Zarang/test",
                                        50,
                                        RegistrarSettings.defaults(),
                                        new AdmissionSettings(true, 50, 50, 50, EngineWorld.BANS),
                                        CallerDisplay.NAME,
                                        Duration.ofMinutes(30)),
                                new EnginePorts(
                                        loop,
                                        network.layer(),
                                        network.media()::open,
                                        user -> Optional.of("pw-" + user),
                                        new Trunks(List.of()),
                                        SipLookup.NONE,
                                        legs,
                                        new Listening(),
                                        BindingStore.none(),
                                        new Bans(
                                                EngineWorld.BANS,
                                                loop,
                                                BanStore.NONE,
                                                new Random(8)),
                                        new Random(7))));
        network.sockets().onFlowClosed(engine.phones()::flowClosed);
    }

    private final class Listening implements EngineListener {
        @Override
        public Optional<Cause> refusal(LegEvent.Arrived call) {
            return Optional.empty();
        }

        @Override
        public void onLeg(LegEvent event) {
            hear(event);
        }

        @Override
        public void phoneCame(String user) {}

        @Override
        public void phonesGone(String user) {}
    }

    /** An exchange that answers 1000, lets 1001 ring, and is heard by 1002 before it answers. */
    private void hear(LegEvent event) {
        events.add(event);
        if (event instanceof LegEvent.TransferWanted wanted) {
            engine.execute(
                    new LegCommand.TellTransfer(
                            wanted.leg(), wanted.transfer(), new TransferProgress.Done()));
        }
        if (event instanceof LegEvent.Arrived arrived) {
            if (arrived.calledUser().equals("1002")) {
                engine.execute(new LegCommand.Progress(arrived.leg()));
            }
            engine.execute(
                    arrived.calledUser().equals("1001")
                            ? new LegCommand.Ring(arrived.leg())
                            : new LegCommand.Answer(arrived.leg()));
        }
    }

    @AfterEach
    void stop() throws Exception {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> {
                    assertThat(onLoop(engine::counts).legs()).isZero();
                    assertThat(onLoop(engine::counts).sessions()).isZero();
                });
        for (SipSockets open : sockets) {
            open.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        mediaLoops.forEach(MediaLoops::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void sipp(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sipp", "-i", "127.0.0.1", "-m", "1"));
        command.addAll(
                List.of("-nostdin", "-timeout", "20", "-timeout_error", "-max_retrans", "9"));
        command.addAll(Arrays.asList(arguments));
        Path log = Files.createTempFile(folder, "sipp", ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String scenario(String name) throws Exception {
        return Path.of(SipEngineIT.class.getResource("/sipp/" + name).toURI()).toString();
    }

    private String server(boolean overTcp) {
        return "127.0.0.1:" + (overTcp ? tcp : udp);
    }

    @ParameterizedTest
    @CsvSource({"false, u1", "true, t1"})
    void sippCallsTalksAndHangsUp(boolean overTcp, String transport) throws Exception {
        sipp("-sn", "uac", "-s", "1000", "-t", transport, "-d", "300", server(overTcp));
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("Arrived", "Answered", "Ended");
    }

    @Test
    void sippGivesUpWhileItRings() throws Exception {
        sipp("-sf", scenario("cancel.xml"), server(false));
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
    }

    @Test
    void sippPutsTheCallOnHold() throws Exception {
        sipp("-sf", scenario("hold.xml"), server(false));
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
    }

    @Test
    void sippHearsUsBeforeTheAnswerAndRefreshesItsSession() throws Exception {
        sipp("-sf", scenario("early.xml"), server(false));
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("Arrived", "Answered", "Ended");
    }

    @Test
    void sippAsksTooShortMeetsItsOwnOfferWantsOursAndSaysWhyItGoes() throws Exception {
        sipp("-sf", scenario("timer.xml"), server(false));
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
        assertThat(((LegEvent.Ended) events.getLast()).cause()).isEqualTo(Cause.TEMPORARY_FAILURE);
    }

    @Test
    void sippIsCalledTransfersAndHearsThatItWasDone() throws Exception {
        int port = freePort();
        var leg = legs.next();
        // sipp listens a moment later: the INVITE is sent again until then
        loop.post(() ->
                engine.execute(
                        new LegCommand.Dial(
                                leg,
                                leg,
                                new DialTarget.Fixed("sip:phone@127.0.0.1:" + port),
                                CallerShown.of("", "0912"))));
        CompletableFuture<Void> hungUp =
                CompletableFuture.runAsync(() -> {
                    await().atMost(PATIENCE)
                            .until(() ->
                                    events.stream()
                                            .anyMatch(LegEvent.TransferWanted.class::isInstance));
                    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                    loop.post(() ->
                            engine.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING)));
                });
        sipp("-sf", scenario("transfer.xml"), "-p", Integer.toString(port));
        hungUp.get(20, TimeUnit.SECONDS);
        assertThat(events)
                .contains(new LegEvent.TransferWanted(leg, 1, new TransferTarget.Dialled("2002")));
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
    }

    /** RFC 3261 §8.1.3.4. */
    @Test
    void sippSendsItsCallOnToAnotherPortOfItsHost() throws Exception {
        int first = freePort();
        int elsewhere = freePort();
        var leg = legs.next();
        loop.post(() ->
                engine.execute(
                        new LegCommand.Dial(
                                leg,
                                leg,
                                new DialTarget.Fixed("sip:phone@127.0.0.1:" + first),
                                CallerShown.of("", "0912"))));
        CompletableFuture<Void> hungUp =
                CompletableFuture.runAsync(() -> {
                    await().atMost(PATIENCE)
                            .until(() -> events.contains(new LegEvent.Answered(leg)));
                    loop.post(() ->
                            engine.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING)));
                });
        sipp(
                "-sf",
                scenario("redirect.xml"),
                "-p",
                Integer.toString(first),
                "-key",
                "elsewhere",
                "127.0.0.1:" + elsewhere);
        sipp("-sn", "uas", "-p", Integer.toString(elsewhere));
        hungUp.get(20, TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
    }

    @Test
    void sippRegistersWithItsPassword() throws Exception {
        sipp("-sf", scenario("register.xml"), server(false));
        assertThat(onLoop(() -> engine.isRegistered("2001"))).isTrue();
    }

    @Test
    void phoneWhoseConnectionIsGoneIsNoLongerRegistered() throws Exception {
        Network network = network(24_200);
        List<PhoneEvent> heard = new CopyOnWriteArrayList<>();
        listen(network);
        SipPhone phone =
                phone(
                        network,
                        (SipUri) SipSyntax.uri("sip:" + server(true) + ";transport=tcp"),
                        heard);
        onLoop(phone::register);
        await().atMost(PATIENCE).until(() -> onLoop(() -> engine.isRegistered("2001")));
        network.sockets().close();
        await().atMost(PATIENCE).until(() -> !onLoop(() -> engine.isRegistered("2001")));
    }

    private SipPhone phone(Network network, SipUri registrar, List<PhoneEvent> heard)
            throws Exception {
        return onLoop(() ->
                new SipPhone(
                        new PhoneSettings(
                                "2001",
                                "127.0.0.1",
                                Optional.of("pw-2001"),
                                registrar,
                                Duration.ofMinutes(2),
                                new AnswerPolicy.After(Duration.ofMillis(100))),
                        new SipPhone.Ports(
                                loop,
                                network.layer(),
                                network.media()::open,
                                new Random(9),
                                heard::add)));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void ownPhoneRegistersIsRungTalksAndHangsUp(boolean overTcp) throws Exception {
        Network network = network(24_200);
        List<PhoneEvent> heard = new CopyOnWriteArrayList<>();
        listen(network);
        SipUri registrar =
                (SipUri)
                        SipSyntax.uri("sip:" + server(overTcp) + (overTcp ? ";transport=tcp" : ""));
        SipPhone phone = phone(network, registrar, heard);
        assertThat(onLoop(phone::register)).isTrue();
        await().atMost(PATIENCE).until(() -> !heard.isEmpty());
        assertThat(heard)
                .as("what is left of two minutes")
                .singleElement()
                .isIn(new PhoneEvent.Registered(120), new PhoneEvent.Registered(119));
        var leg = legs.next();
        loop.post(() ->
                engine.execute(
                        new LegCommand.Dial(
                                leg,
                                leg,
                                new DialTarget.Registered("2001"),
                                CallerShown.of("", "0912"))));
        await().atMost(PATIENCE).until(() -> events.contains(new LegEvent.Answered(leg)));
        await().atMost(PATIENCE).until(() -> heard.contains(new PhoneEvent.Answered()));
        loop.post(() -> phone.press('7'));
        await().atMost(PATIENCE).until(() -> events.contains(new LegEvent.Digit(leg, '7')));
        loop.post(phone::hangUp);
        await().atMost(PATIENCE).until(() -> events.getLast() instanceof LegEvent.Ended);
        LegEvent.Ended end = (LegEvent.Ended) events.getLast();
        assertThat(end.with(Optional.empty()))
                .isEqualTo(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        loop.post(phone::unregister);
        await().atMost(PATIENCE).until(() -> !onLoop(() -> engine.isRegistered("2001")));
    }
}
