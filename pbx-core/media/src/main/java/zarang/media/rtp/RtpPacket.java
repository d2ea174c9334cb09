package zarang.media.rtp;

import java.nio.ByteBuffer;

/**
 * A view of one RTP packet in a buffer (RFC 3550 §5.1); reused for every packet of a loop.
 *
 * <pre>
 * 0  V(2)=2 P X CC(4)   1  M PT(7)   2-3 sequence   4-7 timestamp   8-11 SSRC
 * 12 CC × 4 bytes, then, if X, 4 bytes + n × 4 of extension; payload; if P, padding, its last byte = its length
 * </pre>
 */
public final class RtpPacket {
    /** Length of the header without contributors and extension. */
    public static final int HEADER_BYTES = 12;

    /** Longest datagram that is believed: no path here carries more without fragments. */
    public static final int LENGTH_MAX_BYTES = 1500;

    private static final int VERSION_2 = 2;

    private boolean marker;
    private int payloadType;
    private int sequence;
    private int timestamp;
    private int ssrc;
    private int payloadOffset;
    private int payloadLength;

    /**
     * Reads the datagram in {@code buffer[0, length)}.
     *
     * @return false when it is not RTP version 2 or its lengths contradict each other; the view
     *     then means nothing
     */
    public boolean read(ByteBuffer buffer, int length) {
        if (length < HEADER_BYTES || length > LENGTH_MAX_BYTES) {
            return false;
        }
        int first = buffer.get(0);
        if (((first >> 6) & 3) != VERSION_2) {
            return false;
        }
        int offset = HEADER_BYTES + (first & 0x0F) * 4;
        if ((first & 0x10) != 0) {
            if (offset + 4 > length) {
                return false;
            }
            offset += 4 + (buffer.getShort(offset + 2) & 0xFFFF) * 4;
        }
        int padding = (first & 0x20) == 0 ? 0 : buffer.get(length - 1) & 0xFF;
        if (((first & 0x20) != 0 && padding == 0) || offset + padding > length) {
            return false;
        }
        int second = buffer.get(1);
        marker = (second & 0x80) != 0;
        payloadType = second & 0x7F;
        sequence = buffer.getShort(2) & 0xFFFF;
        timestamp = buffer.getInt(4);
        ssrc = buffer.getInt(8);
        payloadOffset = offset;
        payloadLength = length - offset - padding;
        return true;
    }

    /** Writes a header without contributors or extension at {@code buffer[at, at + 12)}. */
    public static void write(
            ByteBuffer buffer,
            int at,
            boolean marker,
            int payloadType,
            int sequence,
            int timestamp,
            int ssrc) {
        buffer.put(at, (byte) 0x80);
        buffer.put(at + 1, (byte) (marker ? payloadType | 0x80 : payloadType));
        buffer.putShort(at + 2, (short) sequence);
        buffer.putInt(at + 4, timestamp);
        buffer.putInt(at + 8, ssrc);
    }

    public boolean marker() {
        return marker;
    }

    public int payloadType() {
        return payloadType;
    }

    /** 0–65535. */
    public int sequence() {
        return sequence;
    }

    /** In ticks of its codec's clock; wraps at 2³². */
    public int timestamp() {
        return timestamp;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Where the payload begins in the buffer; at least {@link #HEADER_BYTES}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }
}
