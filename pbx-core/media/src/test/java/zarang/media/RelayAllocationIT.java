package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.Codec;
import zarang.media.codec.Codecs;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;

/**
 * A packet that is relayed costs no memory: the media thread's own count says so. The JDK's
 * selector boxes each file descriptor, 16 bytes a packet above 127: tests run with the server's
 * {@code -XX:AutoBoxCacheMax}.
 */
class RelayAllocationIT {
    private static final int WARM_UP = 500;
    private static final int PACKETS = 300;
    private static final int ROUNDS = 4;

    @TempDir Path folder;

    private static final class CountingSink implements RecordingSink {
        final AtomicLong packets = new AtomicLong();

        @Override
        public void audio(HeardAudio heard) {
            packets.incrementAndGet();
        }

        @Override
        public void finish() {}
    }

    @ParameterizedTest
    @CsvSource({
        "PCMA, false, plain",
        "PCMU, false, plain",
        "PCMU, true, plain",
        "PCMA, true, xor",
        "G722, true, plain"
    })
    void relayAllocatesNothingForAPacket(String codec, boolean recorded, String path)
            throws IOException {
        Codec agents = Codecs.named(codec).orElseThrow();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PromptLibrary none = PromptLibrary.load(folder, List.of());
        LegPath stages = path.equals("xor") ? new XorPath() : new LegPath();
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, stages, none, 3)) {
            RtpPeer caller = kit.peer(11);
            RtpPeer agent = kit.peer(22);
            Heard heard = new Heard();
            MediaSession a = kit.open(heard, null);
            MediaSession b = kit.open(new Heard(), a);
            a.connect(
                    Agreement.usual(caller.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            b.connect(Agreement.usual(agent.address(), agents, 101, Direction.SEND_RECEIVE));
            CountingSink sink = new CountingSink();
            if (recorded) {
                a.tap(new AudioTap(sink), RecordingSink.CALLER);
            }
            MediaKit.bridge(a, b);
            RelayIT.settle(a, heard);
            long loop = kit.loops.threads().getFirst().threadId();
            relay(caller, agent, a, stages, WARM_UP);
            // an allocation for a packet shows in every round; the JVM's own, now and then, does
            // not
            double least = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long relayed = kit.count(MediaCount.PACKETS_RELAYED);
                long bytes = threads.getThreadAllocatedBytes(loop);
                relay(caller, agent, a, stages, PACKETS);
                bytes = threads.getThreadAllocatedBytes(loop) - bytes;
                relayed = kit.count(MediaCount.PACKETS_RELAYED) - relayed;
                assertThat(relayed).isGreaterThan(PACKETS / 2);
                least = Math.min(least, (double) bytes / relayed);
            }
            assertThat(sink.packets.get() > 0).isEqualTo(recorded);
            assertThat(least).as("bytes a packet").isLessThan(0.1);
        }
    }

    private static void relay(
            RtpPeer caller, RtpPeer agent, MediaSession to, LegPath stages, int count)
            throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] packet = caller.nextFrame(G711Codec.PCMA.staticNumber());
            caller.sendRaw(
                    to.localAddress(), stages instanceof XorPath ? XorPath.sealed(packet) : packet);
            var _ = agent.hear(5_000);
        }
    }
}
