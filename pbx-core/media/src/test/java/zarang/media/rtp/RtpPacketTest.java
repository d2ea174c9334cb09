package zarang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsWhatItWrites() {
        ByteBuffer buffer = ByteBuffer.allocate(172);
        RtpPacket.write(buffer, 0, true, 8, 65_535, -2, 0xCAFE);

        assertThat(packet.read(buffer, 172)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequence()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(-2);
        assertThat(packet.ssrc()).isEqualTo(0xCAFE);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(160);
    }

    @Test
    void skipsContributorsExtensionAndPadding() {
        ByteBuffer buffer = ByteBuffer.allocate(12 + 8 + 4 + 4 + 10 + 3);
        RtpPacket.write(buffer, 0, false, 0, 1, 2, 3);
        buffer.put(0, (byte) (0x80 | 0x20 | 0x10 | 2)).putShort(22, (short) 1);
        buffer.put(buffer.limit() - 1, (byte) 3);

        assertThat(packet.read(buffer, buffer.limit())).isTrue();
        assertThat(packet.payloadOffset()).isEqualTo(28);
        assertThat(packet.payloadLength()).isEqualTo(10);
    }

    @Test
    void refusesOtherVersionsAndLengthsThatContradict() {
        ByteBuffer buffer = ByteBuffer.allocate(1600);
        RtpPacket.write(buffer, 0, false, 0, 1, 2, 3);
        assertThat(packet.read(buffer, 11)).as("short").isFalse();
        assertThat(packet.read(buffer, 1501)).as("long").isFalse();
        buffer.put(0, (byte) 0x8F);
        assertThat(packet.read(buffer, 40)).as("15 contributors").isFalse();
        buffer.put(0, (byte) 0x90).putShort(14, (short) 0xFFFF);
        assertThat(packet.read(buffer, 40)).as("extension").isFalse();
        buffer.put(0, (byte) 0xA0).put(39, (byte) 29);
        assertThat(packet.read(buffer, 40)).as("padding").isFalse();
        buffer.put(39, (byte) 0);
        assertThat(packet.read(buffer, 40)).as("no padding where there should be").isFalse();
        buffer.put(0, (byte) 0x40);
        assertThat(packet.read(buffer, 40)).as("version 1").isFalse();
    }

    @Test
    void noDatagramThrows() {
        long seed = 20_260_321;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] bytes = new byte[2048];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) ((bytes[0] & 0x3F) | 0x80);
            int length = random.nextInt(64);
            if (packet.read(ByteBuffer.wrap(bytes), length)) {
                assertThat(packet.payloadOffset() + packet.payloadLength())
                        .as("seed %d round %d", seed, i)
                        .isLessThanOrEqualTo(length);
            }
        }
    }
}
