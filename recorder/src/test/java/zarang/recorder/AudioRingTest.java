package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.call.recording.RecordingSink.AGENT;
import static zarang.call.recording.RecordingSink.CALLER;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;

/** What a media loop relies on. */
class AudioRingTest {
    @TempDir Path folder;

    private final HeardAudio heard = new HeardAudio();

    @Test
    void whatGoesInComesOutInOrderAndWhole() {
        AudioRing ring = new AudioRing(1);
        AudioRing.Packet packet = new AudioRing.Packet();
        long seed = 20_260_321;
        Random in = new Random(seed);
        Random out = new Random(seed);
        byte[] buffer = new byte[2_000];
        long waiting = 0;
        for (int i = 0; i < 100_000; i++) {
            int length = 1 + in.nextInt(400);
            byte value = (byte) in.nextInt(256);
            Arrays.fill(buffer, value);
            ring.offer(
                    heard.stamped(i & 1, i, -i, i * 3)
                            .samples(HeardAudio.Law.A, buffer, 100, length));
            waiting++;
            if (i % 20 == 19) {
                while (ring.poll(packet)) {
                    long number = packet.arrivalNanos;
                    assertThat(packet.length).isEqualTo(1 + out.nextInt(400));
                    value = (byte) out.nextInt(256);
                    assertThat(packet.payload(0)).isEqualTo(value);
                    assertThat(packet.payload(packet.length - 1)).isEqualTo(value);
                    assertThat(packet.side).isEqualTo((int) number & 1);
                    assertThat(packet.timestamp).isEqualTo((int) -number);
                    assertThat(packet.ssrc).isEqualTo((int) number * 3);
                    waiting--;
                }
            }
        }
        assertThat(waiting).isZero();
        assertThat(ring.overflowed()).isZero();
    }

    @Test
    void aFullRingCountsAndForgets() {
        AudioRing ring = new AudioRing(1);
        byte[] buffer = new byte[160];
        for (int i = 0; i < 1_000; i++) {
            ring.offer(heard.stamped(CALLER, i, i, 1).samples(HeardAudio.Law.A, buffer, 0, 160));
        }
        AudioRing.Packet packet = new AudioRing.Packet();
        long kept = 0;
        while (ring.poll(packet)) {
            assertThat(packet.arrivalNanos).isEqualTo(kept++);
        }
        assertThat(kept).as("at least the second that was asked for").isGreaterThanOrEqualTo(100);
        assertThat(ring.overflowed()).isEqualTo(1_000 - kept);
    }

    @Test
    void twoThreadsAtOnceLosePacketsButNeverTheRing() throws InterruptedException {
        AudioRing ring = new AudioRing(1);
        int each = 200_000;
        CountDownLatch done = new CountDownLatch(2);
        for (int side = CALLER; side <= AGENT; side++) {
            byte[] buffer = new byte[160];
            Arrays.fill(buffer, (byte) side);
            int mine = side;
            HeardAudio own = new HeardAudio();
            Thread.ofPlatform()
                    .start(() -> {
                        for (int i = 0; i < each; i++) {
                            ring.offer(
                                    own.stamped(mine, i, i, 1)
                                            .samples(HeardAudio.Law.A, buffer, 0, 160));
                        }
                        done.countDown();
                    });
        }
        AudioRing.Packet packet = new AudioRing.Packet();
        long taken = 0;
        long[] last = {-1, -1};
        while (done.getCount() > 0 || taken + ring.overflowed() < 2L * each) {
            if (ring.poll(packet)) {
                taken++;
                assertThat(packet.length).isEqualTo(160);
                assertThat((int) packet.payload(0)).isEqualTo(packet.side);
                assertThat((int) packet.payload(159)).isEqualTo(packet.side);
                assertThat(packet.arrivalNanos).isGreaterThan(last[packet.side]);
                last[packet.side] = packet.arrivalNanos;
            }
        }
        assertThat(taken + ring.overflowed()).isEqualTo(2L * each);
    }

    @Test
    void copyingAPacketAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Studio studio = new Studio(folder)) {
            RecordingSink sink = studio.begin();
            byte[] buffer = new byte[160];
            long thread = Thread.currentThread().threadId();
            threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                sink.audio(
                        heard.stamped(i & 1, studio.nanos(), i * 160, 1)
                                .samples(HeardAudio.Law.A, buffer, 0, 160));
            }
            // An allocation per packet shows in every round; the JVM's own, once in a while, does
            // not.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long before = threads.getThreadAllocatedBytes(thread);
                // most of them overflow: that path must not allocate either
                for (int i = 0; i < 10_000; i++) {
                    sink.audio(
                            heard.stamped(i & 1, studio.nanos(), i * 160, 1)
                                    .samples(HeardAudio.Law.A, buffer, 0, 160));
                }
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }
            sink.finish();
            assertThat(least).isZero();
        }
    }
}
