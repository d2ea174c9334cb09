package zarang.media.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class WavReaderTest {
    private static byte[] stereo() {
        return ByteBuffer.allocate(WavHeader.BYTES + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(WavHeader.pcm16(2, 8000).encode(8))
                .putShort((short) 1)
                .putShort((short) -2)
                .putShort((short) 3)
                .putShort(Short.MIN_VALUE)
                .array();
    }

    private static byte[] with(byte[] file, int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            file[at + i] = (byte) bytes[i];
        }
        return file;
    }

    @Test
    void readsTheHeaderThatIsWrittenAndBothChannels() {
        Wav wav = (Wav) WavReader.read(stereo());
        assertThat(wav.header()).isEqualTo(WavHeader.pcm16(2, 8000));
        assertThat(wav.frames()).isEqualTo(2);
        assertThat(wav.samples(0)).containsExactly(1, 3);
        assertThat(wav.samples(1)).containsExactly(-2, Short.MIN_VALUE);
    }

    @Test
    void theHeaderIsByteForByteCanonical() {
        ByteBuffer header =
                ByteBuffer.wrap(WavHeader.pcm16(2, 8000).encode(1000))
                        .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getInt(WavHeader.RIFF_LENGTH_OFFSET)).isEqualTo(1036);
        assertThat(header.getInt(16)).isEqualTo(16);
        assertThat(header.getInt(28)).isEqualTo(32_000);
        assertThat(header.getShort(32)).isEqualTo((short) 4);
        assertThat(header.getInt(WavHeader.DATA_LENGTH_OFFSET)).isEqualTo(1000);
        assertThatThrownBy(() -> WavHeader.pcm16(1, 8000).encode(WavHeader.DATA_MAX_BYTES + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsG711() {
        byte[] file =
                ByteBuffer.allocate(WavHeader.BYTES + 2)
                        .put(new WavHeader(WavHeader.ALAW, 1, 8000, 8).encode(2))
                        .put((byte) 0xD5)
                        .put((byte) 0x2A)
                        .array();
        assertThat(((Wav) WavReader.read(file)).samples(0)).containsExactly(8, -32_256);
    }

    @Test
    void saysWhereAndWhatIsWrong() {
        assertThat(WavReader.read(new byte[3]))
                .hasToString("byte 0: found 3 bytes, expected a RIFF WAVE header of 12 bytes");
        assertThat(WavReader.read(with(stereo(), 0, 'R', 'I', 'F', 'X')))
                .hasToString("byte 0: found 'RIFX', expected 'RIFF'");
        assertThat(WavReader.read(with(stereo(), 8, 0, 1, 2, 3)))
                .hasToString("byte 8: found '0x00010203', expected 'WAVE'");
        assertThat(WavReader.read(with(stereo(), 20, 85)))
                .hasToString("byte 20: found format 85, expected 1 (PCM), 6 (A-law) or 7 (µ-law)");
        assertThat(WavReader.read(with(stereo(), 22, 6)))
                .hasToString("byte 22: found 6 channels, expected 1 or 2");
        assertThat(WavReader.read(with(stereo(), 34, 24)))
                .hasToString("byte 34: found 24 bits a sample, expected 16");
        assertThat(WavReader.read(with(stereo(), 40, 9)))
                .hasToString(
                        "byte 40: found a chunk 'data' of 9 bytes, expected at most 8, which is the"
                                + " rest of the file");
        assertThat(WavReader.read(with(stereo(), 36, 'L', 'I', 'S', 'T')))
                .hasToString("byte 52: found the end of the file, expected a 'data' chunk");
        assertThat(WavReader.read(with(stereo(), 12, 'j')))
                .hasToString("byte 36: found 'data', expected 'fmt ' before it");
    }

    @Test
    void noFileThrows() {
        long seed = 7;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] file = stereo();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            byte[] cut = java.util.Arrays.copyOf(file, random.nextInt(file.length + 1));
            if (WavReader.read(cut) instanceof Wav wav) {
                assertThat(wav.samples(0)).as("seed %d round %d", seed, i).isNotNull();
            }
        }
    }
}
