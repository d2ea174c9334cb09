package zarang.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpusCodecTest {
    private static final int FRAME = 160;
    private static final int RATE = 8000;

    private final Codec.Encoder encoder = OpusCodec.OPUS.encoder();
    private final Codec.Decoder decoder = OpusCodec.OPUS.decoder();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
    private final short[] said = new short[FRAME];
    private final short[] heard = new short[Codec.SAMPLES_MAX];

    private void tone(int hz, int frame) {
        for (int i = 0; i < FRAME; i++) {
            said[i] = (short) (8000 * Math.sin(2 * Math.PI * hz * (frame * FRAME + i) / RATE));
        }
    }

    private static double amplitude(short[] samples, int hz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples.length; i++) {
            real += samples[i] * Math.cos(2 * Math.PI * hz * i / RATE);
            imaginary += samples[i] * Math.sin(2 * Math.PI * hz * i / RATE);
        }
        return 2 * Math.hypot(real, imaginary) / samples.length;
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 440, 1000, 2000, 3000})
    void toneComesBackAtItsFrequencyAndLevelInASixthOfTheBytes(int hz) {
        short[] last = new short[40 * FRAME];
        int bytes = 0;
        for (int frame = 0; frame < 60; frame++) {
            tone(hz, frame);
            int length = encoder.encode(said, FRAME, packet, 12);
            bytes += length;
            assertThat(decoder.decode(packet, 12, length, heard)).isEqualTo(FRAME);
            if (frame >= 20) {
                System.arraycopy(heard, 0, last, (frame - 20) * FRAME, FRAME);
            }
        }
        assertThat(amplitude(last, hz)).isBetween(6000.0, 9500.0);
        assertThat(amplitude(last, hz * 3 / 4)).isLessThan(400);
        assertThat(bytes / 60).isLessThan(60);
    }

    @Test
    void rubbishIsNothingAndWhatFollowsIsHeard() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5000; i++) {
            int length = random.nextInt(1, 1400);
            for (int k = 0; k < length; k++) {
                packet.put(12 + k, (byte) random.nextInt());
            }
            assertThat(decoder.decode(packet, 12, length, heard)).isBetween(0, Codec.SAMPLES_MAX);
        }
        int count = 0;
        for (int frame = 0; frame < 10; frame++) {
            tone(440, frame);
            int length = encoder.encode(said, FRAME, packet, 12);
            count = decoder.decode(packet, 12, length, heard);
        }
        assertThat(count).isEqualTo(FRAME);
        assertThat(decoder.decode(packet, 12, 0, heard)).isZero();
    }

    /** Printed for ADR 0049: what the library costs where it is asked for. */
    @Test
    void whatAPacketCostsIsKnown() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] bytes = new long[2];
        long[] nanos = new long[2];
        int packets = 1000;
        for (int round = 0; round < 2; round++) {
            bytes = new long[2];
            nanos = new long[2];
            for (int frame = 0; frame < packets; frame++) {
                tone(300 + frame % 400, frame);
                long at = threads.getCurrentThreadAllocatedBytes();
                long begun = threads.getCurrentThreadCpuTime();
                int length = encoder.encode(said, FRAME, packet, 12);
                long encoded = threads.getCurrentThreadAllocatedBytes();
                long then = threads.getCurrentThreadCpuTime();
                decoder.decode(packet, 12, length, heard);
                bytes[0] += encoded - at;
                bytes[1] += threads.getCurrentThreadAllocatedBytes() - encoded;
                nanos[0] += then - begun;
                nanos[1] += threads.getCurrentThreadCpuTime() - then;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "opus: encode %d B %.0f us, decode %d B %.0f us a packet%n",
                bytes[0] / packets,
                nanos[0] / 1e3 / packets,
                bytes[1] / packets,
                nanos[1] / 1e3 / packets);
        assertThat(bytes[0] / packets).as("allocated to encode").isLessThan(200_000);
        assertThat(bytes[1] / packets).as("allocated to decode").isLessThan(200_000);
    }
}
