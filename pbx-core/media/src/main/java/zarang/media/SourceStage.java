package zarang.media;

import java.net.InetSocketAddress;
import zarang.media.rtp.RtpReceiver;
import zarang.media.rtp.SourceLock;

/** Lets packets of the leg's source pass, and finds out who that is. */
final class SourceStage extends InputStage {
    private final LoopTally tally;
    private final SourceLock lock;
    private final RtpReceiver receiver;

    SourceStage(LoopTally tally, SourceLock lock, RtpReceiver receiver) {
        this.tally = tally;
        this.lock = lock;
        this.receiver = receiver;
    }

    @Override
    boolean pass(Arrival arrival) {
        InetSocketAddress from = arrival.from;
        if (from == null) {
            return true;
        }
        if (!receiver.understands(arrival.packet)) {
            tally.add(MediaCount.PACKETS_UNAGREED);
            return false;
        }
        if (lock.on(from, arrival.packet, arrival.atNanos) == SourceLock.Verdict.STRAY) {
            tally.add(MediaCount.PACKETS_STRAY);
            return false;
        }
        return true;
    }
}
