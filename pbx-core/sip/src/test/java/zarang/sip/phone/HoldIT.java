package zarang.sip.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.media.MediaLoops;
import zarang.media.MediaSettings;
import zarang.media.prompt.PromptLibrary;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.TransportSettings;
import zarang.sip.transport.VertxControlLoop;

/** Our re-INVITE against sipp, over real sockets. */
class HoldIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final VertxControlLoop loop = new VertxControlLoop(vertx);
    private final SipSockets sockets =
            new SipSockets(loop, TransportSettings.STANDARD, new Random(1));
    private final List<PhoneEvent> heard = new CopyOnWriteArrayList<>();
    private MediaLoops media;
    private SipPhone phone;

    @BeforeEach
    void start() throws Exception {
        media =
                MediaLoops.start(
                        MediaSettings.on(InetAddress.getLoopbackAddress())
                                .withPorts(24_400, 24_499)
                                .withLoops(1),
                        PromptLibrary.load(folder, List.of()),
                        new Random(2));
        TransactionLayer layer =
                new TransactionLayer(loop, sockets, TransactionSettings.STANDARD, new Random(3));
        CompletableFuture<SipPhone> made = new CompletableFuture<>();
        loop.post(() ->
                made.complete(
                        new SipPhone(
                                new PhoneSettings(
                                        "0912",
                                        "127.0.0.1",
                                        Optional.empty(),
                                        SipUri.of(null, "127.0.0.1", 5060),
                                        Duration.ofMinutes(2),
                                        new AnswerPolicy.Refuse(486)),
                                new SipPhone.Ports(
                                        loop, layer, media::open, new Random(4), heard::add))));
        phone = made.get(20, TimeUnit.SECONDS);
        sockets.start(List.of(new ListenAddress(Protocol.UDP, "127.0.0.1", 0)), layer)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        sockets.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        media.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Process sipp(int port) throws Exception {
        String scenario = Path.of(HoldIT.class.getResource("/sipp/held.xml").toURI()).toString();
        return new ProcessBuilder(
                        "sipp",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-sf",
                        scenario,
                        "-m",
                        "1",
                        "-nostdin",
                        "-timeout",
                        "30",
                        "-timeout_error")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sipp.log").toFile())
                .start();
    }

    @Test
    void sippIsHeldAfterAGlareAndResumed() throws Exception {
        int port = freePort();
        Process sipp = sipp(port);
        try {
            loop.post(() -> phone.call(SipUri.of("held", "127.0.0.1", port)));
            await().atMost(PATIENCE).until(() -> heard.contains(new PhoneEvent.Answered()));
            loop.post(() -> phone.hold(true));
            await().atMost(PATIENCE).until(() -> heard.contains(new PhoneEvent.Holding(true)));
            loop.post(() -> phone.hold(false));
            await().atMost(PATIENCE).until(() -> heard.contains(new PhoneEvent.Holding(false)));
            loop.post(phone::hangUp);
            assertThat(sipp.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(sipp.exitValue()).as(Files.readString(folder.resolve("sipp.log"))).isZero();
            assertThat(heard).noneMatch(PhoneEvent.HoldRefused.class::isInstance);
            await().atMost(PATIENCE).until(() -> ask(phone::sessions) == 0);
        } finally {
            sipp.destroyForcibly();
        }
    }

    private int ask(IntSupplier question) throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        loop.post(() -> answer.complete(question.getAsInt()));
        return answer.get(20, TimeUnit.SECONDS);
    }
}
