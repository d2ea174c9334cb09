package zarang.bench.media;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import zarang.call.loop.RealTime;
import zarang.media.Direction;
import zarang.media.MediaCount;
import zarang.media.MediaListener;
import zarang.media.MediaLoops;
import zarang.media.MediaSession;
import zarang.media.MediaSettings;
import zarang.media.prompt.PromptLibrary;

/**
 * Delay and cost of relaying: calls of two legs, each leg 50 packets a second, over one media loop.
 *
 * <p>Prints the delay from send to reception through the relay and straight from phone to phone;
 * the difference is what the relay adds. CPU and allocation are those of the media thread alone.
 * Arguments: calls (100), seconds (20).
 */
@RealTime
public final class RelayDelay {
    private static final long FRAME_NANOS = 20_000_000;

    private record Pair(BenchPhone one, BenchPhone two) {}

    private final Selector selector;
    private final List<Pair> pairs = new ArrayList<>();
    private long[] delays = new long[0];
    private int heard;

    private RelayDelay() throws IOException {
        selector = Selector.open();
    }

    public static void main(String[] args) throws IOException {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        RelayDelay straight = new RelayDelay();
        for (int i = 0; i < calls; i++) {
            BenchPhone one = straight.phone(2 * i);
            BenchPhone two = straight.phone(2 * i + 1);
            one.connect(two.address());
            two.connect(one.address());
            straight.pairs.add(new Pair(one, two));
        }
        straight.run("warm-up ", 3);
        straight.run("straight", seconds);
        straight.close();
        relayed(calls, seconds);
    }

    private static void relayed(int calls, int seconds) throws IOException {
        MediaListener deaf =
                new MediaListener() {
                    @Override
                    public void digit(char digit) {}

                    @Override
                    public void playFinished(long play) {}

                    @Override
                    public void silent() {}
                };
        RelayDelay relay = new RelayDelay();
        MediaSettings settings =
                MediaSettings.on(InetAddress.getLoopbackAddress())
                        .withPorts(42_000, 45_999)
                        .withLoops(1);
        try (MediaLoops loops =
                MediaLoops.start(
                        settings,
                        PromptLibrary.load(Files.createTempDirectory("bench"), List.of()),
                        RandomGeneratorFactory.of("L64X128MixRandom").create(1))) {
            for (int i = 0; i < calls; i++) {
                MediaSession a = loops.open(deaf, null).orElseThrow();
                MediaSession b = loops.open(deaf, a).orElseThrow();
                BenchPhone one = relay.phone(2 * i);
                BenchPhone two = relay.phone(2 * i + 1);
                one.connect(a.localAddress());
                two.connect(b.localAddress());
                a.connect(one.address(), BenchPhone.PCMA, 101, Direction.SEND_RECEIVE);
                b.connect(two.address(), BenchPhone.PCMA, 101, Direction.SEND_RECEIVE);
                a.bridge(b);
                relay.pairs.add(new Pair(one, two));
            }
            relay.run("warm-up ", 5);
            long thread = mediaThread();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long cpu = threads.getThreadCpuTime(thread);
            long bytes = threads.getThreadAllocatedBytes(thread);
            long before = loops.counters().get(MediaCount.PACKETS_RELAYED);
            relay.run("relayed ", seconds);
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
        relay.close();
    }

    private static long mediaThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("media-0"))
                .mapToLong(Thread::threadId)
                .findFirst()
                .orElseThrow();
    }

    private BenchPhone phone(int ssrc) throws IOException {
        BenchPhone phone = new BenchPhone(ssrc);
        phone.channel().register(selector, SelectionKey.OP_READ, phone);
        return phone;
    }

    /** Each phone sends every 20 ms, the phones spread evenly over that time. */
    private void run(String what, int seconds) throws IOException {
        int streams = 2 * pairs.size();
        int rounds = seconds * 50;
        delays = new long[streams * rounds + 1024];
        heard = 0;
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < streams; i++) {
                long due = start + round * FRAME_NANOS + i * FRAME_NANOS / streams;
                while (System.nanoTime() < due) {
                    receive();
                    LockSupport.parkNanos(20_000);
                }
                Pair pair = pairs.get(i / 2);
                (i % 2 == 0 ? pair.one() : pair.two()).send(System.nanoTime());
            }
        }
        long end = System.nanoTime() + 200_000_000;
        while (System.nanoTime() < end) {
            receive();
        }
        long[] sorted = Arrays.copyOf(delays, heard);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: %d sent, %d heard, delay µs p50 %.0f p99 %.0f p99.9 %.0f max %.0f%n",
                what,
                streams * rounds,
                heard,
                sorted[heard / 2] / 1e3,
                sorted[(int) (heard * 0.99)] / 1e3,
                sorted[(int) (heard * 0.999)] / 1e3,
                sorted[heard - 1] / 1e3);
    }

    private void receive() throws IOException {
        selector.selectNow(key -> {
            try {
                BenchPhone phone = (BenchPhone) key.attachment();
                for (long stamp = phone.receive(); stamp != -1; stamp = phone.receive()) {
                    if (heard < delays.length) {
                        delays[heard++] = System.nanoTime() - stamp;
                    }
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void close() throws IOException {
        for (Pair pair : pairs) {
            pair.one().close();
            pair.two().close();
        }
        selector.close();
    }
}
