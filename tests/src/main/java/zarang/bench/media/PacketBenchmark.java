package zarang.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.Agreement;
import zarang.media.AudioTap;
import zarang.media.Direction;
import zarang.media.MediaBridge;
import zarang.media.MediaCount;
import zarang.media.MediaLoops;
import zarang.media.MediaSession;
import zarang.media.MediaSettings;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.wav.WavHeader;

/**
 * One packet through a real loop and real sockets; run with {@code -prof gc}, which sees the
 * allocation of all threads. The phones allocate nothing, so what is left is the media loop's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class PacketBenchmark {
    private static final int PLAYERS = 200;

    /** Packets of one invocation: fewer than a socket's buffer holds. */
    private static final int BATCH = 32;

    /** Rests until what is on its way has come. */
    private static final int SETTLE = 2000;

    private static final long REST_NANOS = 20_000;
    private static final int RESTS_MAX = 500_000;

    /** Counts packets; one writer. */
    private static final class CountingSink implements RecordingSink {
        private volatile long packets;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the media loop is the only writer
        public void audio(HeardAudio heard) {
            packets++;
        }

        @Override
        public void finish() {}

        long packets() {
            return packets;
        }
    }

    private final CountingSink sink = new CountingSink();
    private final CountingSink heard = new CountingSink();
    private final MediaLoops loops = startLoops();
    private final BenchPhone caller = phone(1);
    private final BenchPhone agent = phone(2);
    private final BenchPhone otherCaller = phone(3);
    private final BenchPhone otherAgent = phone(4);
    private final BenchPhone recorded = phone(5);

    private static BenchPhone phone(int ssrc) {
        try {
            return new BenchPhone(ssrc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaLoops startLoops() {
        try {
            Path folder = Files.createTempDirectory("bench-prompts");
            Path file = Files.createDirectories(folder.resolve("fa")).resolve("noise.wav");
            int bytes = 160_000;
            ByteBuffer wav =
                    ByteBuffer.allocate(WavHeader.BYTES + bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put(WavHeader.pcm16(1, 8000).encode(bytes));
            Files.write(file, wav.array());
            return MediaLoops.start(
                    MediaSettings.on(InetAddress.getLoopbackAddress())
                            .withPorts(40_000, 41_999)
                            .withLoops(1),
                    PromptLibrary.load(folder, List.of()),
                    RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the legs: a bridge of one law, one of two laws, and a recorded leg. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        bridge(caller, agent, G711Codec.PCMA);
        bridge(otherCaller, otherAgent, G711Codec.PCMU);
        leg(recorded, G711Codec.PCMA).tap(new AudioTap(sink), RecordingSink.CALLER);
        for (int rests = 0; sink.packets() == 0; ) { // the loop taps it in its own time
            recorded.send(0);
            rest(rests++);
        }
    }

    /** Legs that play to recorded ones, which only one benchmark wants. */
    @State(Scope.Benchmark)
    public static class Players {
        /** Starts them on the loop of the benchmark. */
        @Setup(Level.Trial)
        public void play(PacketBenchmark of) {
            AudioTap heard = new AudioTap(of.heard);
            MediaSession first = of.loops.open(new DeafListener(), null).orElseThrow();
            for (int i = 0; i < PLAYERS; i++) {
                MediaSession player = of.loops.open(new DeafListener(), first).orElseThrow();
                MediaSession listener = of.loops.open(new DeafListener(), first).orElseThrow();
                player.connect(
                        Agreement.usual(
                                listener.localAddress(), G711Codec.PCMA, 101, Direction.SEND_ONLY));
                listener.connect(
                        Agreement.usual(
                                player.localAddress(),
                                G711Codec.PCMA,
                                101,
                                Direction.RECEIVE_ONLY));
                listener.tap(heard, RecordingSink.CALLER);
                player.play(1, List.of("noise"), "fa", true);
            }
        }
    }

    /** The two hear each other. */
    static void talk(MediaSession one, MediaSession other) {
        MediaBridge bridge = new MediaBridge();
        one.join(bridge, new LegId(1), new Audience.Everyone());
        other.join(bridge, new LegId(2), new Audience.Everyone());
    }

    private void bridge(BenchPhone from, BenchPhone to, G711Codec law) throws IOException {
        MediaSession a = leg(from, G711Codec.PCMA);
        MediaSession b = loops.open(new DeafListener(), a).orElseThrow();
        b.connect(Agreement.usual(to.address(), law, 101, Direction.SEND_RECEIVE));
        to.connect(b.localAddress());
        talk(a, b);
        for (int rests = 0; to.receive() == -1; ) { // the loop bridges them in its own time
            from.send(0);
            rest(rests++);
        }
        for (int rests = 0; rests < SETTLE; rests++) {
            rest(rests);
        }
        while (to.receive() != -1) {
            rest(0);
        }
    }

    private MediaSession leg(BenchPhone phone, G711Codec law) throws IOException {
        MediaSession session = loops.open(new DeafListener(), null).orElseThrow();
        session.connect(Agreement.usual(phone.address(), law, 101, Direction.SEND_RECEIVE));
        phone.connect(session.localAddress());
        long locked = loops.counters().get(MediaCount.SOURCES_LOCKED);
        for (int rests = 0; loops.counters().get(MediaCount.SOURCES_LOCKED) == locked; ) {
            phone.send(0);
            rest(rests++);
        }
        return session;
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        loops.close();
        for (BenchPhone phone : List.of(caller, agent, otherCaller, otherAgent, recorded)) {
            phone.close();
        }
    }

    /** In by one leg, out by the other. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int relay() throws IOException {
        return through(caller, agent);
    }

    /** In by one leg, transcoded, out by the other. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int transcode() throws IOException {
        return through(otherCaller, otherAgent);
    }

    private static int through(BenchPhone from, BenchPhone to) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            from.send(i);
        }
        int heard = 0;
        for (int rests = 0; heard < BATCH; ) {
            if (to.receive() >= 0) { // the silence that fills a gap begins with a set bit
                heard++;
            } else {
                rest(rests++);
            }
        }
        return heard;
    }

    /** In by one leg, to the recorder. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long tap() throws IOException {
        long goal = sink.packets() + BATCH;
        for (int i = 0; i < BATCH; i++) {
            recorded.send(i);
        }
        for (int rests = 0; sink.packets() < goal; rests++) {
            rest(rests);
        }
        return goal;
    }

    /** Of the 10,000 packets a second that 200 sessions play, sent and received by the loop. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long playback(Players players) {
        long goal = heard.packets() + BATCH;
        for (int rests = 0; heard.packets() < goal; rests++) {
            rest(rests);
        }
        return goal;
    }

    /** Leaves the core to the media loop; a packet that was lost ends the benchmark. */
    private static void rest(int times) {
        if (times > RESTS_MAX) {
            throw new IllegalStateException("a packet was lost");
        }
        LockSupport.parkNanos(REST_NANOS);
    }
}
