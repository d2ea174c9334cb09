package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A finished WAV file, read strictly. */
final class Wave {
    private final short[] left;
    private final short[] right;

    private Wave(int frames) {
        left = new short[frames];
        right = new short[frames];
    }

    static Wave read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(tag(in)).isEqualTo("RIFF");
        assertThat(in.getInt()).isEqualTo(bytes.length - 8);
        assertThat(tag(in)).isEqualTo("WAVE");
        assertThat(tag(in)).isEqualTo("fmt ");
        assertThat(in.getInt()).isEqualTo(16);
        assertThat(in.getShort()).as("PCM").isEqualTo((short) 1);
        assertThat(in.getShort()).as("channels").isEqualTo((short) 2);
        assertThat(in.getInt()).as("rate").isEqualTo(8_000);
        assertThat(in.getInt()).as("bytes a second").isEqualTo(32_000);
        assertThat(in.getShort()).as("frame").isEqualTo((short) 4);
        assertThat(in.getShort()).as("bits").isEqualTo((short) 16);
        assertThat(tag(in)).isEqualTo("data");
        assertThat(in.getInt()).isEqualTo(in.remaining());
        int frames = in.remaining() / 4;
        Wave wave = new Wave(frames);
        for (int i = 0; i < frames; i++) {
            wave.left[i] = in.getShort();
            wave.right[i] = in.getShort();
        }
        return wave;
    }

    short[] left() {
        return left;
    }

    short[] right() {
        return right;
    }

    short[] side(int side) {
        return side == 0 ? left : right;
    }

    private static String tag(ByteBuffer in) {
        byte[] tag = new byte[4];
        in.get(tag);
        return new String(tag, StandardCharsets.US_ASCII);
    }
}
