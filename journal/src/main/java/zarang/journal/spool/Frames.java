package zarang.journal.spool;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Frames of a segment file, one after another:
 *
 * <pre>
 * 0  int32  length of the payload, 1 to 65,536, big-endian
 * 4  int32  CRC32C over the length's four bytes and the payload
 * 8  bytes  payload
 * </pre>
 *
 * <p>The check covers the length, so that a hole of zeros is not taken for empty frames. Reading
 * looks for the next sound frame byte by byte, so damage costs no more than what it touched.
 */
final class Frames {
    static final int PAYLOAD_MAX = 1 << 16;
    static final int HEADER = 8;

    /**
     * What a piece of a file held.
     *
     * @param payloads of the sound frames, in order
     * @param consumed bytes that need not be read again
     * @param damaged bytes among them that belong to no sound frame
     */
    record Scan(List<byte[]> payloads, int consumed, int damaged) {}

    private Frames() {}

    /**
     * Bytes of a payload's frame.
     *
     * @throws IllegalArgumentException it is empty or too long
     */
    static int size(byte[] payload) {
        if (payload.length == 0 || payload.length > PAYLOAD_MAX) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes");
        }
        return HEADER + payload.length;
    }

    static void write(byte[] payload, ByteArrayOutputStream to) {
        size(payload);
        ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(payload.length);
        ByteBuffer whole = ByteBuffer.wrap(payload);
        header.putInt(crc(payload.length, whole));
        to.writeBytes(header.array());
        to.writeBytes(payload);
    }

    /**
     * Reads up to {@code framesMax} frames.
     *
     * @param piece from its position to its limit; longer than the longest frame unless {@code
     *     atEnd}
     * @param atEnd the file has no more than this
     */
    static Scan read(ByteBuffer piece, int framesMax, boolean atEnd) {
        List<byte[]> payloads = new ArrayList<>();
        int start = piece.position();
        int limit = piece.limit();
        int at = start;
        int damaged = 0;
        while (payloads.size() < framesMax && at + HEADER <= limit) {
            int length = piece.getInt(at);
            boolean plausible = length > 0 && length <= PAYLOAD_MAX;
            if (plausible && at + HEADER + length > limit && !atEnd) {
                return new Scan(payloads, at - start, damaged);
            }
            if (plausible
                    && at + HEADER + length <= limit
                    && crc(length, piece.slice(at + HEADER, length)) == piece.getInt(at + 4)) {
                byte[] payload = new byte[length];
                piece.get(at + HEADER, payload);
                payloads.add(payload);
                at += HEADER + length;
            } else {
                at++;
                damaged++;
            }
        }
        if (atEnd && payloads.size() < framesMax) {
            damaged += limit - at;
            at = limit;
        }
        return new Scan(payloads, at - start, damaged);
    }

    private static int crc(int length, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).putInt(0, length));
        crc.update(payload);
        return (int) crc.getValue();
    }
}
