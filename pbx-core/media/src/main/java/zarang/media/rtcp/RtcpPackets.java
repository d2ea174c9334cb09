package zarang.media.rtcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Compound RTCP packets as bytes: reads what of them concerns one stream, writes ours. RFC 3550
 * §6.1 and A.2: version 2 throughout, a report first, and lengths that add up.
 */
final class RtcpPackets {
    private static final int HEADER_BYTES = 4;
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int CNAME = 1;
    private static final int SENDER_INFO_BYTES = 20;
    private static final int VERSION_2 = 0x80;
    private static final int PADDING = 0x20;

    private RtcpPackets() {}

    /**
     * What a far end reported.
     *
     * @param from the SSRC that reports
     * @param sent middle 32 bits of the NTP time of a sender report; empty if it sends nothing
     * @param ofUs how our stream arrives there, if it says so
     */
    record Report(int from, Optional<Integer> sent, Optional<ReportBlock> ofUs) {}

    /** Whether the datagram in {@code buffer[0, length)} is a well-formed compound packet. */
    static boolean isValid(ByteBuffer buffer, int length) {
        int at = 0;
        while (at + HEADER_BYTES <= length) {
            int first = buffer.get(at) & 0xFF;
            int type = buffer.get(at + 1) & 0xFF;
            boolean isFirst = at == 0;
            if ((first & 0xC0) != VERSION_2
                    || (isFirst && type != SENDER_REPORT && type != RECEIVER_REPORT)
                    || (isFirst && (first & PADDING) != 0)) {
                return false;
            }
            at += bytes(buffer, at);
        }
        return at == length && length > 0;
    }

    /**
     * Reads a valid packet.
     *
     * @param ours the SSRC of our stream
     * @return empty if its reports are shorter than they say
     */
    static Optional<Report> read(ByteBuffer buffer, int length, int ours) {
        int from = 0;
        Optional<Integer> sent = Optional.empty();
        Optional<ReportBlock> ofUs = Optional.empty();
        for (int at = 0; at < length; at += bytes(buffer, at)) {
            int type = buffer.get(at + 1) & 0xFF;
            if (type != SENDER_REPORT && type != RECEIVER_REPORT) {
                continue;
            }
            int blocks = buffer.get(at) & 0x1F;
            int head = HEADER_BYTES + 4 + (type == SENDER_REPORT ? SENDER_INFO_BYTES : 0);
            if (head + blocks * ReportBlock.BYTES > bytes(buffer, at)) {
                return Optional.empty();
            }
            from = buffer.getInt(at + 4);
            if (type == SENDER_REPORT) {
                sent = Optional.of((int) (buffer.getLong(at + 8) >>> 16));
            }
            for (int i = 0; i < blocks; i++) {
                ReportBlock block = ReportBlock.read(buffer, at + head + i * ReportBlock.BYTES);
                if (block.ssrc() == ours) {
                    ofUs = Optional.of(block);
                }
            }
        }
        return Optional.of(new Report(from, sent, ofUs));
    }

    private static int bytes(ByteBuffer buffer, int at) {
        return ((buffer.getShort(at + 2) & 0xFFFF) + 1) * 4;
    }

    /**
     * Says what we have sent: the head of a sender report.
     *
     * @param ntp 32.32 seconds
     * @param timestamp of our stream at that moment
     */
    static void senderReport(
            ByteBuffer to,
            int ssrc,
            long ntp,
            int timestamp,
            long packets,
            long bytes,
            Optional<ReportBlock> block) {
        head(to, SENDER_REPORT, block);
        to.putInt(ssrc).putLong(ntp).putInt(timestamp).putInt((int) packets).putInt((int) bytes);
        block.ifPresent(of -> of.write(to));
    }

    /** Who sends nothing says only what it hears. */
    static void receiverReport(ByteBuffer to, int ssrc, Optional<ReportBlock> block) {
        head(to, RECEIVER_REPORT, block);
        to.putInt(ssrc);
        block.ifPresent(of -> of.write(to));
    }

    private static void head(ByteBuffer to, int type, Optional<ReportBlock> block) {
        int words =
                1
                        + (type == SENDER_REPORT ? SENDER_INFO_BYTES / 4 : 0)
                        + (block.isPresent() ? ReportBlock.BYTES / 4 : 0);
        to.put((byte) (VERSION_2 | (block.isPresent() ? 1 : 0))).put((byte) type);
        to.putShort((short) words);
    }

    /** Names the source, as each compound packet must: RFC 3550 §6.5. */
    static void description(ByteBuffer to, int ssrc, String cname) {
        byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
        int items = 2 + name.length + 1;
        int padded = (items + 3) / 4 * 4;
        to.put((byte) (VERSION_2 | 1)).put((byte) SOURCE_DESCRIPTION);
        to.putShort((short) (1 + padded / 4));
        to.putInt(ssrc).put((byte) CNAME).put((byte) name.length).put(name);
        for (int i = items - 1; i < padded; i++) {
            to.put((byte) 0);
        }
    }

    /** The source says no more: RFC 3550 §6.6. */
    static void goodbye(ByteBuffer to, int ssrc) {
        to.put((byte) (VERSION_2 | 1)).put((byte) GOODBYE).putShort((short) 1).putInt(ssrc);
    }
}
