package zarang.media.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WAVE that was written into a pipe: the writer did not know its length and could not go back to
 * say it. espeak-ng then writes 0x7FFFF000, sox 0x7FFFFFFF less the header, others 0 or 0xFFFFFFFF.
 */
public final class PipedWav {
    private static final int RIFF_BYTES = 12;
    private static final int CHUNK_BYTES = 8;
    private static final long UNKNOWN_BYTES = 0x7FFF_0000L;

    private PipedWav() {}

    /** The same with the lengths that it turned out to have; what was whole is left as it is. */
    public static byte[] mended(byte[] wav) {
        ByteBuffer file = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        long at = RIFF_BYTES;
        while (at + CHUNK_BYTES <= wav.length) {
            int chunk = (int) at;
            long length = file.getInt(chunk + 4) & 0xFFFF_FFFFL;
            int rest = wav.length - chunk - CHUNK_BYTES;
            if (new String(wav, chunk, 4, StandardCharsets.ISO_8859_1).equals("data")) {
                boolean unknown = length >= UNKNOWN_BYTES || length == 0;
                if (!unknown || length == rest) {
                    return wav;
                }
                byte[] mended = wav.clone();
                ByteBuffer.wrap(mended)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(4, wav.length - CHUNK_BYTES)
                        .putInt(chunk + 4, rest);
                return mended;
            }
            at += CHUNK_BYTES + length + (length & 1);
        }
        return wav;
    }
}
