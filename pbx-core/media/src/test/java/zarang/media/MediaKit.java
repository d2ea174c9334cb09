package zarang.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.media.prompt.PromptLibrary;
import zarang.media.wav.WavHeader;

/** Media loops on loopback for one test; when it closes nothing may be left over. */
final class MediaKit implements AutoCloseable {
    static final MediaSettings SETTINGS =
            MediaSettings.on(InetAddress.getLoopbackAddress())
                    .withPorts(34_000, 36_999)
                    .withLoops(1)
                    .withPortRest(Duration.ofMillis(50));

    final MediaLoops loops;
    private final int ports;
    private final List<MediaSession> sessions = new ArrayList<>();
    private final List<RtpPeer> peers = new ArrayList<>();

    MediaKit(MediaSettings settings, PromptLibrary prompts, long seed) {
        this(settings, new LegPath(), prompts, seed);
    }

    MediaKit(MediaSettings settings, LegPath path, PromptLibrary prompts, long seed) {
        loops =
                MediaLoops.start(
                        settings,
                        path,
                        prompts,
                        RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        ports = loops.counters().portsFree();
    }

    MediaSession open(MediaListener listener, @Nullable MediaSession beside) {
        MediaSession session = loops.open(listener, beside).orElseThrow();
        sessions.add(session);
        return session;
    }

    /** The two hear each other. */
    static void bridge(MediaSession one, MediaSession two) {
        MediaBridge bridge = new MediaBridge();
        one.join(bridge, new LegId(1), new Audience.Everyone());
        two.join(bridge, new LegId(2), new Audience.Everyone());
    }

    RtpPeer peer(int ssrc) throws IOException {
        RtpPeer peer = new RtpPeer(ssrc);
        peers.add(peer);
        return peer;
    }

    long count(MediaCount count) {
        return loops.counters().get(count);
    }

    void awaitCount(MediaCount count, long least) {
        await().atMost(Duration.ofSeconds(5)).until(() -> count(count) >= least);
    }

    /** A folder with one prompt for each tone: {@code fa/tone-<hz>.wav}, {@code millis} long. */
    static Path tones(Path folder, int millis, int... frequencies) throws IOException {
        for (int hz : frequencies) {
            writeWav(
                    folder.resolve("fa/tone-" + hz + ".wav"),
                    8000,
                    Goertzel.tone(hz, 8000, 8000, 8 * millis));
        }
        return folder;
    }

    static void writeWav(Path file, int rateHz, short[] samples) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(WavHeader.BYTES + 2 * samples.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(WavHeader.pcm16(1, rateHz).encode(2L * samples.length));
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        Files.createDirectories(requireNonNull(file.getParent()));
        Files.write(file, bytes.array());
    }

    @Override
    public void close() {
        sessions.forEach(MediaSession::close);
        peers.forEach(RtpPeer::close);
        await().atMost(Duration.ofSeconds(5)).until(() -> loops.counters().sessions() == 0);
        MediaCounters left = loops.counters();
        assertThat(left.portsFree() + left.portsResting()).as("ports left").isEqualTo(ports);
        assertThat(left.get(MediaCount.SESSIONS_BROKEN)).as("sessions broken").isZero();
        loops.close();
    }
}
