package zarang.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import zarang.call.loop.RealTime;

/**
 * Phones that each send a packet every 20 ms, spread evenly over that time, and hear what was sent
 * to them. One thread.
 */
@RealTime
public final class PacedStreams implements AutoCloseable {
    /** What a run came to; delays in µs. */
    public record Heard(long sent, long heard, double p50, double p99, double p999, double max) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d sent, %d heard, delay µs p50 %.0f p99 %.0f p99.9 %.0f max %.0f",
                    sent,
                    heard,
                    p50,
                    p99,
                    p999,
                    max);
        }
    }

    private static final long FRAME_NANOS = 20_000_000;
    private static final int FRAMES_PER_SECOND = 50;
    private static final long STRAGGLERS_NANOS = 200_000_000;

    private final Selector selector;
    private final List<BenchPhone> phones = new ArrayList<>();
    private long[] delays = new long[0];
    private int heard;

    /** Without phones at first. */
    public PacedStreams() throws IOException {
        selector = Selector.open();
    }

    /** Adds a phone, which is to be connected before the next run. */
    BenchPhone phone() throws IOException {
        BenchPhone phone = new BenchPhone(phones.size());
        phone.channel().register(selector, SelectionKey.OP_READ, phone);
        phones.add(phone);
        return phone;
    }

    /** Adds a phone on a port of its own, and gives the port. */
    public int add() throws IOException {
        return phone().address().getPort();
    }

    /** Says where the phone with this port of its own sends to. */
    public void connect(int own, int port) throws IOException {
        for (BenchPhone phone : phones) {
            if (phone.address().getPort() == own) {
                phone.connect(port);
                return;
            }
        }
        throw new IllegalArgumentException("no phone on port " + own);
    }

    /** Adds two phones that speak with each other, nothing between them. */
    public void addPair() throws IOException {
        BenchPhone one = phone();
        BenchPhone two = phone();
        one.connect(two.address());
        two.connect(one.address());
    }

    /** Speaks for so long. */
    public Heard run(int seconds) throws IOException {
        int streams = phones.size();
        int rounds = seconds * FRAMES_PER_SECOND;
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
                phones.get(i).send(System.nanoTime());
            }
        }
        long end = System.nanoTime() + STRAGGLERS_NANOS;
        while (System.nanoTime() < end) {
            receive();
        }
        long[] sorted = Arrays.copyOf(delays, heard);
        Arrays.sort(sorted);
        return new Heard(
                (long) streams * rounds,
                heard,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1e3;
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
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (BenchPhone phone : phones) {
            phone.close();
        }
        selector.close();
    }
}
