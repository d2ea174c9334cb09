package zarang.ivr.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the head of a WAV file: {@code RIFF size WAVE}, then chunks of {@code id size data}; the
 * chunk {@code fmt } is format u16, channels u16, rate u32, bytes/s u32, block u16, bits u16,
 * little endian.
 */
final class WavCheck {
    private static final int HEAD_BYTES = 4096;
    private static final int PCM = 1;

    private WavCheck() {}

    /** Why the exchange cannot play a file; empty if it can. */
    static Optional<String> problem(Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
        ByteBuffer wav = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length < 12 || !id(wav, 0).equals("RIFF") || !id(wav, 8).equals("WAVE")) {
            return Optional.of("is not a WAV file");
        }
        int at = 12;
        while (at >= 12 && at + 24 <= head.length) {
            if (id(wav, at).equals("fmt ")) {
                return format(wav, at + 8);
            }
            int size = wav.getInt(at + 4);
            at = size < 0 ? -1 : Math.addExact(at, Math.min(size, HEAD_BYTES) + 8 + (size & 1));
        }
        return Optional.of("is a WAV file without a format");
    }

    private static String id(ByteBuffer wav, int at) {
        byte[] id = new byte[4];
        wav.get(at, id);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> format(ByteBuffer wav, int at) {
        int format = Short.toUnsignedInt(wav.getShort(at));
        int channels = Short.toUnsignedInt(wav.getShort(at + 2));
        int rate = wav.getInt(at + 4);
        int bits = Short.toUnsignedInt(wav.getShort(at + 14));
        boolean good =
                format == PCM && channels == 1 && (rate == 8000 || rate == 16_000) && bits == 16;
        return good
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                "found format %d, %d channels, %d Hz, %d bits,"
                                        + " expected PCM, mono, 8000 or 16000 Hz, 16 bits",
                                format, channels, rate, bits));
    }
}
