package zarang.bench.media;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;
import zarang.call.loop.RealTime;
import zarang.media.Agreement;
import zarang.media.Direction;
import zarang.media.MediaCount;
import zarang.media.MediaListener;
import zarang.media.MediaLoops;
import zarang.media.MediaSession;
import zarang.media.MediaSettings;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;

/**
 * Delay and cost of relaying: calls of two legs, each leg 50 packets a second, over one media loop.
 *
 * <p>Prints the delay from send to reception through the relay and straight from phone to phone;
 * the difference is what the relay adds. CPU and allocation are those of the media thread alone.
 * Arguments: calls (100), seconds (20), {@code learned} if the phones speak from other ports than
 * their SDP says, as behind a NAT.
 */
@RealTime
public final class RelayDelay {
    private RelayDelay() {}

    public static void main(String[] args) throws IOException {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        try (PacedStreams straight = new PacedStreams()) {
            for (int i = 0; i < calls; i++) {
                straight.addPair();
            }
            System.out.println("warm-up : " + straight.run(3));
            System.out.println("straight: " + straight.run(seconds));
        }
        relayed(calls, seconds, args.length > 2 && args[2].equals("learned"));
    }

    private static void relayed(int calls, int seconds, boolean learned) throws IOException {
        MediaListener deaf = new DeafListener();
        MediaSettings settings =
                MediaSettings.on(InetAddress.getLoopbackAddress())
                        .withPorts(42_000, 45_999)
                        .withLoops(1);
        try (PacedStreams relay = new PacedStreams();
                MediaLoops loops =
                        MediaLoops.start(
                                settings,
                                PromptLibrary.load(Files.createTempDirectory("bench"), List.of()),
                                RandomGeneratorFactory.of("L64X128MixRandom").create(1))) {
            for (int i = 0; i < calls; i++) {
                MediaSession a = loops.open(deaf, null).orElseThrow();
                MediaSession b = loops.open(deaf, a).orElseThrow();
                BenchPhone one = relay.phone();
                BenchPhone two = relay.phone();
                one.connect(a.localAddress());
                two.connect(b.localAddress());
                a.connect(
                        Agreement.usual(
                                sdp(one, learned), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
                b.connect(
                        Agreement.usual(
                                sdp(two, learned), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
                PacketBenchmark.talk(a, b);
            }
            System.out.println("warm-up : " + relay.run(5));
            long thread = mediaThread();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long cpu = threads.getThreadCpuTime(thread);
            long bytes = threads.getThreadAllocatedBytes(thread);
            long before = loops.counters().get(MediaCount.PACKETS_RELAYED);
            System.out.println("relayed : " + relay.run(seconds));
            long packets = loops.counters().get(MediaCount.PACKETS_RELAYED) - before;
            cpu = threads.getThreadCpuTime(thread) - cpu;
            bytes = threads.getThreadAllocatedBytes(thread) - bytes;
            System.out.printf(
                    Locale.ROOT,
                    "media thread: %d packets relayed, %.2f CPU s per million, %.3f B each%n%s%n",
                    packets,
                    cpu / 1e3 / packets,
                    (double) bytes / packets,
                    loops.counters());
        }
    }

    private static InetSocketAddress sdp(BenchPhone phone, boolean learned) throws IOException {
        InetSocketAddress own = phone.address();
        return learned ? new InetSocketAddress(own.getAddress(), 9) : own;
    }

    private static long mediaThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("media-0"))
                .mapToLong(Thread::threadId)
                .findFirst()
                .orElseThrow();
    }
}
