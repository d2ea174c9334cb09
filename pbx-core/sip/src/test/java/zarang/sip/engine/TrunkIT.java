package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Type;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.TelephonyEngine;
import zarang.call.engine.TrunkStatus;
import zarang.media.MediaLoops;
import zarang.media.MediaSettings;
import zarang.media.prompt.PromptLibrary;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.DnsServer;
import zarang.sip.dns.SipDns;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.TransportSettings;
import zarang.sip.transport.VertxControlLoop;
import zarang.sip.trunk.NumberForm;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.TrunkLimits;
import zarang.sip.trunk.TrunkLogin;
import zarang.sip.trunk.TrunkNumbers;
import zarang.sip.trunk.WayOut;

/** A carrier of Kamailio and sipp, found by DNS: registered at, called through, called from. */
class TrunkIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir private Path folder;

    private final int carrierPort = freePort();
    private final int calleePort = freePort();
    private final Vertx vertx = Vertx.vertx();
    private final VertxControlLoop loop = new VertxControlLoop(vertx);
    private final List<Process> processes = new ArrayList<>();
    private final WrittenDown heard = new WrittenDown();
    private final LegIds legs = new LegIds();
    private final DnsServer dns;
    private TelephonyEngine engine;
    private MediaLoops media;

    TrunkIT() throws IOException {
        dns = new DnsServer();
        dns.knows("carrier.test", Type.NAPTR, "10 1 \"s\" \"SIP+D2U\" \"\" _sip._udp.carrier.test.")
                .knows(
                        "_sip._udp.carrier.test",
                        Type.SRV,
                        "1 1 " + carrierPort + " a.carrier.test.")
                .knows("a.carrier.test", Type.A, "127.0.0.1");
    }

    private static int freePort() {
        try (DatagramSocket probe =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return probe.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeEach
    void open() throws Exception {
        carrier();
        media =
                MediaLoops.start(
                        MediaSettings.on(InetAddress.getLoopbackAddress())
                                .withPorts(26_200, 26_239)
                                .withLoops(1),
                        PromptLibrary.load(folder, List.of()),
                        new Random(4));
        engine =
                EmbeddedEngine.factory(
                                MemoryRig.settings(),
                                new EmbeddedEngine.Parts(
                                        loop,
                                        new SipSockets(
                                                loop, TransportSettings.STANDARD, new Random(1)),
                                        media::open,
                                        new Random(2),
                                        MemoryRig.FLOW_KEY),
                                new EmbeddedEngine.Peers(
                                        List.of(new ListenAddress(Protocol.UDP, "127.0.0.1", 0)),
                                        List.of(trunk()),
                                        SipDns.at(dns.address(), new Random(3)),
                                        user -> Optional.empty(),
                                        PhoneStore.NONE,
                                        BanStore.NONE))
                        .make(legs, heard);
        engine.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Trunk trunk() {
        return new Trunk(
                "carrier",
                List.of(),
                List.of(),
                false,
                new TrunkNumbers("IR", NumberForm.NATIONAL, "", "21"),
                Optional.of(
                        new WayOut(
                                SipUri.of(null, "carrier.test", -1),
                                Optional.empty(),
                                "carrier.test",
                                "02191001234",
                                Optional.of(new TrunkLogin("02191001234", "secret")),
                                Optional.of(Duration.ofHours(1)),
                                "02191001234",
                                Duration.ofSeconds(5),
                                new TrunkLimits(5, 5),
                                new ShownNumber(ShownNumber.Rule.PILOT, "02191001234"))));
    }

    @AfterEach
    void close() throws Exception {
        on(() -> {
            engine.close();
            return true;
        });
        media.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        dns.close();
    }

    /** Kamailio as the carrier. */
    private Process carrier() throws Exception {
        String written =
                new String(
                        TrunkIT.class.getResourceAsStream("/kamailio/carrier.cfg").readAllBytes(),
                        StandardCharsets.UTF_8);
        Path file =
                Files.writeString(
                        folder.resolve("carrier.cfg"),
                        written.replace("@PORT@", "" + carrierPort)
                                .replace("@CALLEE@", "" + calleePort));
        return run("kamailio", "-DD", "-E", "-Y", folder.toString(), "-f", file.toString());
    }

    private Process run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                        .start();
        processes.add(process);
        return process;
    }

    private <T> T on(Supplier<T> question) throws Exception {
        return CompletableFuture.supplyAsync(question, loop::post).get(20, TimeUnit.SECONDS);
    }

    private TrunkStatus status() throws Exception {
        return on(() -> engine.trunks().getFirst());
    }

    private void registered() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(status().registration()).as(status().why()).isEqualTo("registered");
                    assertThat(status().state()).isEqualTo("up");
                });
    }

    @Test
    void registersCallsOutAndIsCalled() throws Exception {
        registered();
        Process callee =
                run(
                        "sipp",
                        "-sf",
                        Path.of(TrunkIT.class.getResource("/sipp/callee.xml").toURI()).toString(),
                        "-i",
                        "127.0.0.1",
                        "-p",
                        "" + calleePort,
                        "-m",
                        "1",
                        "-nostdin");
        LegId out = legs.next();
        on(() ->
                engine.execute(
                        new LegCommand.Dial(
                                out,
                                out,
                                new DialTarget.Outside("+982188001234", List.of("carrier")),
                                CallerShown.of("", ""))));
        await().atMost(PATIENCE).until(() -> heard.events.contains(new LegEvent.Answered(out)));
        assertThat(status().carried()).isOne();
        on(() -> engine.execute(new LegCommand.HangUp(out, Cause.NORMAL_CLEARING)));
        assertThat(callee.waitFor(20, TimeUnit.SECONDS))
                .as("BYE, which the carrier takes from us alone, got through")
                .isTrue();
        assertThat(callee.exitValue()).isZero();
        await().atMost(PATIENCE).until(() -> status().carried() == 0);
        assertThat(status().outcomes()).containsEntry("answered", 1L);

        Process caller =
                run(
                        "sipp",
                        "-sn",
                        "uac",
                        "-i",
                        "127.0.0.1",
                        "-m",
                        "1",
                        "-nostdin",
                        "-d",
                        "200",
                        "-s",
                        "02191001234",
                        "127.0.0.1:" + carrierPort);
        await().atMost(PATIENCE).until(() -> arrived().isPresent());
        LegEvent.Arrived in = arrived().orElseThrow();
        assertThat(in.origin()).isEqualTo(ArrivalOrigin.ofTrunk("carrier", false));
        assertThat(in.calledUser()).isEqualTo("02191001234");
        on(() -> engine.execute(new LegCommand.Answer(in.leg())));
        assertThat(caller.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(caller.exitValue()).isZero();
    }

    private Optional<LegEvent.Arrived> arrived() {
        return heard.events.stream()
                .filter(LegEvent.Arrived.class::isInstance)
                .map(LegEvent.Arrived.class::cast)
                .findFirst();
    }

    @Test
    void carrierThatGoesIsDownAndComesBack() throws Exception {
        registered();
        Process first = processes.getFirst();
        first.destroy();
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        await().atMost(PATIENCE).until(() -> status().state().equals("down"));
        assertThat(status().why()).contains("OPTIONS");
        carrier();
        await().atMost(PATIENCE).until(() -> status().state().equals("up"));
        assertThat(heard.trunks).first().isEqualTo("carrier up ");
        assertThat(heard.trunks).last().isEqualTo("carrier up ");
    }
}
