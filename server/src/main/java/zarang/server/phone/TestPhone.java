package zarang.server.phone;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import zarang.media.MediaLoops;
import zarang.media.MediaSettings;
import zarang.media.prompt.PromptLibrary;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.SleepingLoops;
import zarang.sip.transport.TransportSettings;
import zarang.sip.transport.VertxControlLoop;

/** A {@link SipPhone} with sockets, media and a loop of its own. */
final class TestPhone implements AutoCloseable {
    /** The one prompt of a phone: what it says. */
    private static final String TALK = "talk";

    private static final String ANY = "any";
    private static final int STEP_LIMIT_S = 10;

    private final Vertx vertx;
    private final VertxControlLoop loop;
    private final SipSockets sockets;
    private final MediaLoops media;
    private final Path prompts;
    private final SipPhone phone;

    private TestPhone(
            Vertx vertx,
            VertxControlLoop loop,
            SipSockets sockets,
            MediaLoops media,
            Path prompts,
            SipPhone phone) {
        this.vertx = vertx;
        this.loop = loop;
        this.sockets = sockets;
        this.media = media;
        this.prompts = prompts;
        this.phone = phone;
    }

    /**
     * Opens a phone.
     *
     * @param listen where its SIP is
     * @param talk a WAV file that it says
     * @param events on the phone's loop
     */
    static TestPhone open(
            PhoneSettings settings,
            ListenAddress listen,
            Optional<Path> talk,
            Consumer<PhoneEvent> events)
            throws IOException {
        Vertx vertx = SleepingLoops.vertx();
        VertxControlLoop loop = new VertxControlLoop(vertx);
        SecureRandom random = new SecureRandom();
        Path prompts = Files.createTempDirectory("zarang-phone");
        if (talk.isPresent()) {
            Files.createDirectories(prompts.resolve(ANY));
            Files.copy(talk.get(), said(prompts), StandardCopyOption.REPLACE_EXISTING);
        }
        PromptLibrary library = PromptLibrary.load(prompts, List.of());
        if (talk.isPresent() && !library.has(TALK, ANY)) {
            throw new IOException(
                    talk.get() + ": cannot be played: " + library.lastLoaded().findings());
        }
        MediaLoops media =
                MediaLoops.start(
                        MediaSettings.on(InetAddress.ofLiteral(listen.host()))
                                .withLoops(1)
                                .withPorts(MediaPorts.FIRST, MediaPorts.LAST),
                        library,
                        random);
        SipSockets sockets = new SipSockets(loop, TransportSettings.STANDARD, random);
        TransactionLayer layer =
                new TransactionLayer(loop, sockets, TransactionSettings.STANDARD, random);
        SipPhone phone =
                new SipPhone(
                        settings, new SipPhone.Ports(loop, layer, media::open, random, events));
        TestPhone opened = new TestPhone(vertx, loop, sockets, media, prompts, phone);
        try {
            sockets.start(List.of(listen), layer)
                    .toCompletableFuture()
                    .get(STEP_LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            opened.close();
            throw new IOException("cannot open " + listen + ": " + failure.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
        return opened;
    }

    /** Ports of phones: outside the server's default range, so that both fit on one machine. */
    private static final class MediaPorts {
        private static final int FIRST = 30_000;
        private static final int LAST = 31_999;
    }

    /**
     * Reads a SIP URI as it is written on a command line.
     *
     * @throws IllegalArgumentException it is none
     */
    static SipUri sipUri(String written) {
        try {
            if (SipSyntax.uri(written) instanceof SipUri sip) {
                return sip;
            }
        } catch (BadSyntax notAUri) {
            throw new IllegalArgumentException(
                    written + " is no SIP URI such as sip:1000@127.0.0.1", notAUri);
        }
        throw new IllegalArgumentException(written + " is no SIP URI such as sip:1000@127.0.0.1");
    }

    /** Everything about the phone happens there. */
    VertxControlLoop loop() {
        return loop;
    }

    SipPhone phone() {
        return phone;
    }

    /** Whether no SIP message came: nobody is there. On the loop, or after it told of an end. */
    boolean heardNobody() {
        return sockets.counts().received() == 0;
    }

    void talk(boolean repeat) {
        if (Files.exists(said(prompts))) {
            phone.play(List.of(TALK), ANY, repeat);
        }
    }

    /**
     * Waits until what was begun is ended, so that no server is left with a dead call; 2 s at most.
     */
    void settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        loop.post(() -> askForSessions(settled));
        try {
            settled.get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            settled.cancel(false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void askForSessions(CompletableFuture<Void> settled) {
        if (settled.isDone() || phone.sessions() == 0) {
            settled.complete(null);
        } else {
            loop.schedule(Duration.ofMillis(20), () -> askForSessions(settled));
        }
    }

    @Override
    public void close() throws IOException {
        media.close();
        sockets.close();
        vertx.close();
        Files.deleteIfExists(said(prompts));
        Files.deleteIfExists(prompts.resolve(ANY));
        Files.deleteIfExists(prompts);
    }

    private static Path said(Path prompts) {
        return prompts.resolve(ANY).resolve(TALK + ".wav");
    }
}
