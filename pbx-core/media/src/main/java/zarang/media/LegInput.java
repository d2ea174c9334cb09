package zarang.media;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.util.List;
import zarang.media.rtp.SourceLock;

/** What a leg hears: takes packets from the socket and sends them down its stages. Media loop. */
final class LegInput {
    /** Packets taken from a socket whose source is unknown before the others have their turn. */
    private static final int BATCH = 16;

    private final LoopTools tools;
    private final LegSocket socket;
    private final SourceLock lock;
    private final InputStage[] stages;

    LegInput(LegParts leg, List<InputStage> stages) {
        this.tools = leg.tools();
        this.socket = leg.socket();
        this.lock = leg.lock();
        this.stages = stages.toArray(InputStage[]::new);
    }

    void agree(Agreement agreement) {
        long now = tools.nanos();
        for (InputStage stage : stages) {
            stage.agree(agreement, now);
        }
    }

    /**
     * Takes what has come, as soon as the selector says so. Of a known source that is one packet: a
     * second is rare, and to ask for it costs as much as to read it; the selector tells of it. Of
     * an unknown one it is a batch, since connecting throws away what still waits in the queue.
     */
    void read(long nowNanos) throws IOException {
        boolean told = !socket.isPolled();
        int most = told && (socket.isConnected() || lock.isLearned()) ? 1 : BATCH;
        for (int i = 0; i < most; i++) {
            if (!take(nowNanos)) {
                return;
            }
        }
    }

    private boolean take(long nowNanos) throws IOException {
        Arrival arrival = tools.arrival();
        arrival.begin(nowNanos);
        arrival.fresh = !socket.isPolled();
        try {
            if (!socket.receive(arrival)) {
                return false;
            }
        } catch (PortUnreachableException e) {
            // the phone may be on its way up or down
            tools.tally().add(MediaCount.SOCKET_FAILURES);
            return true;
        }
        tools.tally().add(MediaCount.PACKETS_RECEIVED);
        for (InputStage stage : stages) {
            if (!stage.pass(arrival)) {
                break;
            }
        }
        return true;
    }
}
