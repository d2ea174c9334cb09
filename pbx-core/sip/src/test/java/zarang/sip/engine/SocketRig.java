package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import zarang.call.engine.EngineRig;
import zarang.call.engine.RemoteParty;
import zarang.call.engine.TelephonyEngine;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.MediaLoops;
import zarang.media.MediaSettings;
import zarang.media.codec.Codec;
import zarang.media.codec.Codecs;
import zarang.media.prompt.PromptLibrary;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.SipLookup;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.TransportSettings;
import zarang.sip.transport.VertxControlLoop;

/** The embedded engine and phones over loopback, with real RTP. */
final class SocketRig extends SipRig {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ListenAddress ANY = new ListenAddress(Protocol.UDP, "127.0.0.1", 0);

    /** More packets than a stray one or two. */
    private static final int HEARD = 5;

    private final List<Codec> codecs;
    private final Path prompts;
    private final Vertx vertx = Vertx.vertx();
    private final VertxControlLoop loop = new VertxControlLoop(vertx);
    private final List<SipSockets> sockets = new ArrayList<>();
    private final List<MediaLoops> media = new ArrayList<>();
    private final List<SipParty> parties = new ArrayList<>();
    private final TelephonyEngine engine;
    private final List<String> addresses;

    SocketRig(Path folder) {
        this(folder, Codecs.SPOKEN);
    }

    SocketRig(Path folder, List<Codec> codecs) {
        this.codecs = codecs;
        prompts = folder;
        silence(EngineRig.SHORT_PROMPT, 200);
        silence(EngineRig.LONG_PROMPT, 30_000);
        engine =
                EmbeddedEngine.factory(
                                MemoryRig.settings(),
                                new EmbeddedEngine.Parts(
                                        loop,
                                        new SipSockets(
                                                loop, TransportSettings.STANDARD, new Random(1)),
                                        media()::open,
                                        new Random(2),
                                        MemoryRig.FLOW_KEY),
                                new EmbeddedEngine.Peers(
                                        List.of(ANY),
                                        List.of(),
                                        SipLookup.NONE,
                                        user -> Optional.of("pw-" + user),
                                        PhoneStore.NONE,
                                        BanStore.NONE))
                        .make(legs, heard);
        addresses = wait(engine.start());
    }

    private MediaLoops media() {
        int first = 25_000 + media.size() * 40;
        MediaLoops made =
                MediaLoops.start(
                        MediaSettings.on(InetAddress.getLoopbackAddress())
                                .withPorts(first, first + 39)
                                .withCodecs(codecs)
                                .withLoops(1),
                        PromptLibrary.load(prompts, List.of()),
                        new Random(first));
        media.add(made);
        return made;
    }

    /** A WAV file of 8 kHz, mono, 16 bit, with nothing to hear. */
    private void silence(String name, int ms) {
        int bytes = ms * 16;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        try {
            Path language = Files.createDirectories(prompts.resolve(EngineRig.LANGUAGE));
            Files.write(language.resolve(name + ".wav"), wav.array());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> T wait(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
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
        SipSockets network =
                new SipSockets(loop, TransportSettings.STANDARD, new Random(parties.size()));
        sockets.add(network);
        TransactionLayer layer =
                new TransactionLayer(
                        loop,
                        network,
                        TransactionSettings.STANDARD,
                        new Random(100 + parties.size()));
        MediaLoops own = media();
        SipParty party =
                new SipParty(
                        this,
                        new SipParty.Ways(this::number, false, this::hears),
                        events ->
                                ask(() ->
                                        new SipPhone(
                                                new PhoneSettings(
                                                        user,
                                                        "127.0.0.1",
                                                        Optional.of("pw-" + user),
                                                        number(""),
                                                        Duration.ofMinutes(2),
                                                        policy),
                                                new SipPhone.Ports(
                                                        loop,
                                                        layer,
                                                        own::open,
                                                        new Random(parties.size() + 5),
                                                        events::add))));
        wait(network.start(List.of(ANY), layer));
        parties.add(party);
        return party;
    }

    private SipUri number(String user) {
        String at = addresses.getFirst().substring("udp:".length());
        return (SipUri) SipSyntax.uri("sip:" + (user.isEmpty() ? "" : user + "@") + at);
    }

    /** Lets the speaker's phone play for as long as it takes. */
    private boolean hears(SipPhone hearer, SipPhone speaker) {
        AtomicInteger packets = new AtomicInteger();
        run(() -> {
            hearer.listen(new Counting(packets));
            speaker.play(List.of(EngineRig.LONG_PROMPT), EngineRig.LANGUAGE, true);
        });
        await("sound", () -> packets.get() > HEARD);
        return true;
    }

    private record Counting(AtomicInteger packets) implements RecordingSink {
        @Override
        public void audio(HeardAudio heard) {
            packets.incrementAndGet();
        }

        @Override
        public void finish() {}
    }

    @Override
    public <T> T ask(Supplier<T> question) {
        if (loop.isLoop()) {
            return question.get();
        }
        return wait(CompletableFuture.supplyAsync(question, loop::post));
    }

    @Override
    public void await(String what, BooleanSupplier so) {
        Awaitility.await(what).atMost(PATIENCE).until(so::getAsBoolean);
    }

    @Override
    public void close() {
        parties.forEach(RemoteParty::unregister);
        await(
                "phones that are done",
                () -> ask(() -> parties.stream().allMatch(p -> p.phone().sessions() == 0)));
        run(engine::close);
        sockets.forEach(open -> wait(open.close()));
        media.forEach(MediaLoops::close);
        assertThat(wait(vertx.close().map(true).toCompletionStage())).isTrue();
    }
}
