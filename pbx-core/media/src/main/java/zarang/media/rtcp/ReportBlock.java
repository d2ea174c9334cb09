package zarang.media.rtcp;

import java.nio.ByteBuffer;

/**
 * What one end says of how a stream arrives: RFC 3550 §6.4.1.
 *
 * @param ssrc of the stream
 * @param fraction lost since the report before, in 256ths
 * @param lost packets in all, −2²³ to 2²³−1; less than none where some came twice
 * @param highest sequence number, with its cycles above bit 16
 * @param jitter in ticks of the codec's clock
 * @param lastReport middle 32 bits of the NTP time in the last sender report; 0 none came
 * @param sinceLast since then, in 1/65536 s
 */
record ReportBlock(
        int ssrc, int fraction, int lost, int highest, int jitter, int lastReport, int sinceLast) {
    static final int BYTES = 24;
    static final int LOST_MAX = 0x7FFFFF;

    static ReportBlock read(ByteBuffer from, int at) {
        int lossWord = from.getInt(at + 4);
        return new ReportBlock(
                from.getInt(at),
                lossWord >>> 24,
                lossWord << 8 >> 8,
                from.getInt(at + 8),
                from.getInt(at + 12),
                from.getInt(at + 16),
                from.getInt(at + 20));
    }

    void write(ByteBuffer to) {
        to.putInt(ssrc).putInt(fraction << 24 | (lost & 0xFFFFFF)).putInt(highest);
        to.putInt(jitter).putInt(lastReport).putInt(sinceLast);
    }

    /** The same as an answer to the sender report that came last. */
    ReportBlock answering(int report, int since) {
        return new ReportBlock(ssrc, fraction, lost, highest, jitter, report, since);
    }
}
