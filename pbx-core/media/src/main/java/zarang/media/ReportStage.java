package zarang.media;

import java.net.InetSocketAddress;
import zarang.media.rtcp.Conversation;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;

/**
 * Takes reports that come over the RTP port: RFC 5761, and phones that do so unasked. The second
 * byte tells them from audio (§4). As on a port of their own, they are believed from the host alone
 * that the audio comes from.
 */
final class ReportStage extends InputStage {
    private static final int BYTES_MIN = 8;
    private static final int VERSION = 0xC0;
    private static final int VERSION_2 = 0x80;
    private static final int TYPE_MIN = 192;
    private static final int TYPE_MAX = 223;

    private final LoopTally tally;
    private final SourceLock lock;
    private final Conversation conversation;
    private final RtpSender sender;

    ReportStage(LoopTally tally, SourceLock lock, Conversation conversation, RtpSender sender) {
        this.tally = tally;
        this.lock = lock;
        this.conversation = conversation;
        this.sender = sender;
    }

    @Override
    boolean pass(Arrival arrival) {
        if (!isReport(arrival)) {
            return true;
        }
        if (!isFromSource(arrival)) {
            tally.add(MediaCount.REPORTS_STRAY);
        } else if (conversation.read(
                arrival.buffer, arrival.length, sender.ssrc(), arrival.atNanos)) {
            tally.add(MediaCount.REPORTS_RECEIVED);
        } else {
            tally.add(MediaCount.REPORTS_INVALID);
        }
        return false;
    }

    private static boolean isReport(Arrival arrival) {
        if (arrival.length < BYTES_MIN) {
            return false;
        }
        int type = arrival.buffer.get(1) & 0xFF;
        return (arrival.buffer.get(0) & VERSION) == VERSION_2
                && type >= TYPE_MIN
                && type <= TYPE_MAX;
    }

    /** What comes over a connected socket was judged by the kernel. */
    private boolean isFromSource(Arrival arrival) {
        InetSocketAddress from = arrival.from;
        InetSocketAddress source = lock.locked();
        return from == null || (source != null && source.getAddress().equals(from.getAddress()));
    }
}
