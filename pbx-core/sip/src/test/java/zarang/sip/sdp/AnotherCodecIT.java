package zarang.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.AudioTap;
import zarang.media.MediaBridge;
import zarang.media.MediaDescription;
import zarang.media.MediaListener;
import zarang.media.MediaLoops;
import zarang.media.MediaSession;
import zarang.media.MediaSettings;
import zarang.media.codec.Codec;
import zarang.media.codec.Codecs;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.codec.L16Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.wav.WavHeader;

/** A codec that is no byte a sample and has no number of its own, beside G.711. */
class AnotherCodecIT {
    private static final int HZ = 440;
    private static final int SECOND = 8_000;

    private static final Codec LINEAR = L16Codec.L16;
    private static final List<Codec> SPOKEN = List.of(LINEAR, G711Codec.PCMA, G711Codec.PCMU);

    private static final MediaListener DEAF =
            new MediaListener() {
                @Override
                public void digit(char digit) {}

                @Override
                public void playFinished(long play) {}

                @Override
                public void unheard() {}

                @Override
                public void silent() {}
            };

    @TempDir Path folder;

    /** Takes the newest second that is heard. */
    private static final class Ear implements RecordingSink {
        private final short[] samples = new short[SECOND];
        private int count;

        @Override
        public synchronized void audio(HeardAudio heard) {
            boolean alaw = heard.law() == HeardAudio.Law.A;
            for (int i = 0; i < heard.length(); i++) {
                byte code = heard.buffer()[heard.offset() + i];
                samples[count++ % SECOND] =
                        alaw ? G711.alawToLinear(code) : G711.ulawToLinear(code);
            }
        }

        @Override
        public void finish() {}

        /** Whether a whole second of the tone was heard, a byte a sample, as recorders take it. */
        synchronized boolean hears(int hz) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < SECOND; i++) {
                real += samples[i] * Math.cos(2 * Math.PI * hz * i / SECOND);
                imaginary += samples[i] * Math.sin(2 * Math.PI * hz * i / SECOND);
            }
            return count >= SECOND && 2 * Math.hypot(real, imaginary) / SECOND > 4_000;
        }
    }

    private MediaLoops loops(List<Codec> spoken) throws IOException {
        ByteBuffer wav =
                ByteBuffer.allocate(WavHeader.BYTES + 2 * SECOND)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(WavHeader.pcm16(1, SECOND).encode(2 * SECOND));
        for (int i = 0; i < SECOND; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * HZ * i / SECOND)));
        }
        Files.write(Files.createDirectories(folder.resolve("fa")).resolve("tone.wav"), wav.array());
        return MediaLoops.start(
                MediaSettings.on(InetAddress.getLoopbackAddress())
                        .withPorts(39_000, 39_999)
                        .withLoops(1)
                        .withCodecs(spoken),
                PromptLibrary.load(folder, List.of()),
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
    }

    private static MediaSession open(MediaLoops loops, @Nullable MediaSession beside) {
        return loops.open(DEAF, beside).orElseThrow();
    }

    /** The one offers and the other answers; both have media then. */
    private static Codec agree(MediaSession one, MediaSession other, List<Codec> others) {
        SdpSession offerer = new SdpSession(1, one.description());
        SdpSession answerer = new SdpSession(2, new MediaDescription(other.localAddress(), others));
        Negotiation.Agreed answered = (Negotiation.Agreed) answerer.answer(offerer.offer());
        Negotiation.Agreed accepted = (Negotiation.Agreed) offerer.accept(answered.answer());
        one.connect(accepted.stream().agreement(accepted.stream().remote()));
        other.connect(answered.stream().agreement(answered.stream().remote()));
        assertThat(accepted.stream().codec()).isEqualTo(answered.stream().codec());
        return accepted.stream().codec();
    }

    private static Ear tapped(MediaSession session) {
        Ear ear = new Ear();
        session.tap(new AudioTap(ear), RecordingSink.CALLER);
        return ear;
    }

    @Test
    void itIsOfferedUnderAFreeNumberAndAnsweredUnderThatOfTheOffer() {
        InetSocketAddress at = new InetSocketAddress("192.0.2.9", 20_000);
        SdpSession ours = new SdpSession(1, new MediaDescription(at, SPOKEN));
        assertThat(ours.offer())
                .contains("m=audio 20000 RTP/AVP 96 8 0 101\r\na=rtpmap:96 L16/8000\r\n");
        String offer = new SdpSession(2, new MediaDescription(at, SPOKEN)).offer();
        Negotiation.Agreed agreed =
                (Negotiation.Agreed)
                        ours.answer(offer.replace(" 96 ", " 99 ").replace(":96 ", ":99 "));
        assertThat(agreed.answer())
                .contains("m=audio 20000 RTP/AVP 99 101\r\na=rtpmap:99 L16/8000\r\n");
        assertThat(agreed.stream().numbers().audioSentAs()).isEqualTo(99);
        assertThat(agreed.stream().numbers().audioHeard()).containsEntry(99, LINEAR);
        assertThat(ours.offer()).contains("RTP/AVP 99 8 0 101\r\n");
    }

    @Test
    void whoDoesNotSpeakItIsAnsweredInG711() {
        InetSocketAddress at = new InetSocketAddress("192.0.2.9", 20_000);
        String offer = new SdpSession(1, new MediaDescription(at, SPOKEN)).offer();
        SdpSession plain = new SdpSession(2, new MediaDescription(at, Codecs.SPOKEN));
        assertThat(((Negotiation.Agreed) plain.answer(offer)).stream().codec())
                .isEqualTo(G711Codec.PCMA);
        SdpSession only = new SdpSession(3, new MediaDescription(at, List.of(LINEAR)));
        assertThat(only.answer(plain.offer()))
                .isInstanceOfSatisfying(
                        Negotiation.Refused.class,
                        refused ->
                                assertThat(refused.fault().reason())
                                        .isEqualTo("no common codec; spoken are L16"));
    }

    private static List<Codec> first(String name) {
        return List.of(Codecs.named(name).orElseThrow(), G711Codec.PCMA, G711Codec.PCMU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L16", "opus"})
    void promptInItIsHeardAndRecordedAndTheOtherLegHearsItInItsOwnCodec(String name)
            throws IOException {
        List<Codec> spoken = first(name);
        try (MediaLoops loops = loops(spoken)) {
            MediaSession phone = open(loops, null);
            MediaSession leg = open(loops, phone);
            MediaSession otherLeg = open(loops, leg);
            MediaSession otherPhone = open(loops, null);
            assertThat(agree(leg, phone, spoken)).isEqualTo(spoken.getFirst());
            assertThat(agree(otherLeg, otherPhone, List.of(G711Codec.PCMA)))
                    .isEqualTo(G711Codec.PCMA);
            MediaBridge bridge = new MediaBridge();
            leg.join(bridge, new LegId(1), new Audience.Everyone());
            otherLeg.join(bridge, new LegId(2), new Audience.Everyone());
            Ear recorder = tapped(leg);
            Ear other = tapped(otherPhone);
            Ear back = tapped(phone);
            phone.play(1, List.of("tone"), "fa", true);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> recorder.hears(HZ) && other.hears(HZ));
            phone.stopPlay();
            otherPhone.play(1, List.of("tone"), "fa", true);
            await().atMost(Duration.ofSeconds(20)).until(() -> back.hears(HZ));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"L16", "opus"})
    void threeInABridgeHearEachOtherWhateverTheySpeak(String name) throws IOException {
        List<Codec> spoken = first(name);
        try (MediaLoops loops = loops(spoken)) {
            MediaSession first = open(loops, null);
            MediaBridge bridge = new MediaBridge();
            List<Ear> ears = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                MediaSession phone = i == 0 ? first : open(loops, null);
                MediaSession leg = open(loops, first);
                assertThat(agree(leg, phone, i == 1 ? List.of(G711Codec.PCMU) : spoken))
                        .isEqualTo(i == 1 ? G711Codec.PCMU : spoken.getFirst());
                leg.join(bridge, new LegId(i + 1), new Audience.Everyone());
                ears.add(tapped(phone));
            }
            first.play(1, List.of("tone"), "fa", true);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ears.get(1).hears(HZ) && ears.get(2).hears(HZ));
            assertThat(ears.getFirst().hears(HZ)).as("its own voice").isFalse();
        }
    }

    /** 2 s at 48,000 a second do not fit into the 16 bits of a duration: RFC 4733 §2.5.1.3. */
    @Test
    void keyOfALegOfOpusIsOneKeyOnALegOfAnotherClockAndTheOtherWayRound() throws IOException {
        List<Codec> spoken = first("opus");
        try (MediaLoops loops = loops(spoken)) {
            List<String> keys = new CopyOnWriteArrayList<>();
            MediaSession phone = loops.open(keys("phone", keys), null).orElseThrow();
            MediaSession leg = loops.open(keys("leg", keys), phone).orElseThrow();
            MediaSession otherLeg = loops.open(keys("other-leg", keys), leg).orElseThrow();
            MediaSession otherPhone = loops.open(keys("other-phone", keys), null).orElseThrow();
            agree(leg, phone, spoken);
            agree(otherLeg, otherPhone, List.of(G711Codec.PCMA));
            MediaBridge bridge = new MediaBridge();
            leg.join(bridge, new LegId(1), new Audience.Everyone());
            otherLeg.join(bridge, new LegId(2), new Audience.Everyone());

            phone.sendDigit('5', 2000);
            phone.sendDigit('5', 100);
            await().atMost(Duration.ofSeconds(20)).until(() -> keys.size() == 4);
            assertThat(keys)
                    .containsExactlyInAnyOrder("leg 5", "other-phone 5", "leg 5", "other-phone 5");
            keys.clear();
            otherPhone.sendDigit('#', 100);
            await().atMost(Duration.ofSeconds(20)).until(() -> keys.size() == 2);
            assertThat(keys).containsExactly("other-leg #", "phone #");
        }
    }

    private static MediaListener keys(String who, List<String> keys) {
        return new MediaListener() {
            @Override
            public void digit(char digit) {
                keys.add(who + " " + digit);
            }

            @Override
            public void playFinished(long play) {}

            @Override
            public void unheard() {}

            @Override
            public void silent() {}
        };
    }
}
