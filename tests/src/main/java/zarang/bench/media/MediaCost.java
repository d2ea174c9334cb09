package zarang.bench.media;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.call.loop.RealTime;
import zarang.media.Agreement;
import zarang.media.Direction;
import zarang.media.MediaBridge;
import zarang.media.MediaListener;
import zarang.media.MediaLoops;
import zarang.media.MediaSession;
import zarang.media.MediaSettings;
import zarang.media.codec.Codec;
import zarang.media.codec.G711Codec;
import zarang.media.codec.G722Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.media.wav.WavHeader;

/**
 * What a call costs the media thread: relayed, between two codecs, in a conference with a silent
 * listener, and waiting with music. {@code MediaCost [calls] [seconds]}; all parties speak.
 */
@RealTime
public final class MediaCost {
    private static final int SETTLE_SECONDS = 5;

    /** The more wait, the less of a wake-up is each one's. */
    private static final int MANY = 5;

    private static final double MINUTE_SECONDS = 60;

    private static final MediaListener DEAF = new DeafListener();

    /** Makes one call. */
    @FunctionalInterface
    private interface Shape {
        void make(MediaLoops loops, PacedStreams phones) throws IOException;
    }

    private MediaCost() {}

    /** Prints CPU of the media thread for a minute of each. */
    public static void main(String[] args) throws IOException {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
        for (int round = 0; round < 2; round++) {
            double plain = cost(calls, seconds, MediaCost::relayed);
            print("bridged, PCMA and PCMA", plain, plain);
            print("bridged, PCMA and G722", cost(calls, seconds, MediaCost::transcoded), plain);
            print("conference of 3, one silent", cost(calls, seconds, MediaCost::heard), plain);
            print("conference of 3, all heard", cost(calls, seconds, MediaCost::three), plain);
            print("waiting with music", cost(calls, seconds, MediaCost::waiting), plain);
            print(
                    "waiting with music, 5 times more",
                    cost(MANY * calls, seconds, MediaCost::waiting),
                    plain);
        }
    }

    private static void print(String shape, double cost, double plain) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %.4f CPU s of the media thread a minute, %.2f of a bridged call%n",
                shape,
                cost,
                cost / plain);
    }

    private static double cost(int calls, int seconds, Shape shape) throws IOException {
        MediaSettings settings =
                MediaSettings.on(InetAddress.getLoopbackAddress())
                        .withPorts(42_000, 45_999)
                        .withLoops(1);
        try (PacedStreams phones = new PacedStreams();
                MediaLoops loops =
                        MediaLoops.start(
                                settings,
                                PromptLibrary.load(music(), List.of()),
                                RandomGeneratorFactory.of("L64X128MixRandom").create(1))) {
            for (int i = 0; i < calls; i++) {
                shape.make(loops, phones);
            }
            var _ = phones.run(SETTLE_SECONDS);
            long thread = loops.threads().getFirst().threadId();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long cpu = threads.getThreadCpuTime(thread);
            long bytes = threads.getThreadAllocatedBytes(thread);
            var _ = phones.run(seconds);
            cpu = threads.getThreadCpuTime(thread) - cpu;
            bytes = threads.getThreadAllocatedBytes(thread) - bytes;
            System.out.printf(Locale.ROOT, "  %d B allocated in %d s%n", bytes, seconds);
            return cpu / 1e9 / calls / seconds * MINUTE_SECONDS;
        }
    }

    private static Path music() throws IOException {
        Path folder = Files.createTempDirectory("bench-music");
        int bytes = 160_000;
        ByteBuffer wav =
                ByteBuffer.allocate(WavHeader.BYTES + bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(WavHeader.pcm16(1, Codec.RATE_HZ).encode(bytes));
        Files.write(
                Files.createDirectories(folder.resolve("fa")).resolve("music.wav"), wav.array());
        return folder;
    }

    private static MediaSession leg(
            MediaLoops loops, PacedStreams phones, @Nullable MediaSession beside, Codec codec)
            throws IOException {
        MediaSession session = loops.open(DEAF, beside).orElseThrow();
        BenchPhone phone = phones.phone();
        phone.speak(codec.staticNumber());
        phone.connect(session.localAddress());
        session.connect(Agreement.usual(phone.address(), codec, 101, Direction.SEND_RECEIVE));
        return session;
    }

    private static void relayed(MediaLoops loops, PacedStreams phones) throws IOException {
        MediaSession one = leg(loops, phones, null, G711Codec.PCMA);
        PacketBenchmark.talk(one, leg(loops, phones, one, G711Codec.PCMA));
    }

    private static void transcoded(MediaLoops loops, PacedStreams phones) throws IOException {
        MediaSession one = leg(loops, phones, null, G711Codec.PCMA);
        PacketBenchmark.talk(one, leg(loops, phones, one, G722Codec.G722));
    }

    private static void heard(MediaLoops loops, PacedStreams phones) throws IOException {
        conference(loops, phones, new Audience.Nobody());
    }

    private static void three(MediaLoops loops, PacedStreams phones) throws IOException {
        conference(loops, phones, new Audience.Everyone());
    }

    private static void conference(MediaLoops loops, PacedStreams phones, Audience third)
            throws IOException {
        MediaBridge bridge = new MediaBridge();
        MediaSession one = leg(loops, phones, null, G711Codec.PCMA);
        one.join(bridge, new LegId(1), new Audience.Everyone());
        leg(loops, phones, one, G711Codec.PCMA).join(bridge, new LegId(2), new Audience.Everyone());
        leg(loops, phones, one, G711Codec.PCMA).join(bridge, new LegId(3), third);
    }

    private static void waiting(MediaLoops loops, PacedStreams phones) throws IOException {
        leg(loops, phones, null, G711Codec.PCMA).play(1, List.of("music"), "fa", true);
    }
}
