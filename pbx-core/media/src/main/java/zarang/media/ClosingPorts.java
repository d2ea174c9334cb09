package zarang.media;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import zarang.media.port.PortPool;
import zarang.media.rtp.Strangers;

/**
 * Closed sockets that a loop's selector still holds: the kernel frees their ports once it has gone
 * round. One media loop.
 */
final class ClosingPorts {
    /**
     * @param session whether a session ended, rather than a decoy
     */
    private record Closed(int port, boolean rests, boolean session) {}

    private final PortPool ports;
    private final Strangers strangers;
    private final LoopTally tally;
    private final LongSupplier nanos;
    private final ArrayDeque<Closed> closing = new ArrayDeque<>();

    ClosingPorts(PortPool ports, Strangers strangers, LoopTally tally, LongSupplier nanos) {
        this.ports = ports;
        this.strangers = strangers;
        this.tally = tally;
        this.nanos = nanos;
    }

    /**
     * A session's socket is closed.
     *
     * @param rests whether the port carried packets
     */
    void closed(int port, boolean rests) {
        closing.add(new Closed(port, rests, true));
        strangers.closed(port);
    }

    /** The same for a decoy. */
    void decoyClosed(int port) {
        closing.add(new Closed(port, false, false));
    }

    int count() {
        return closing.size();
    }

    /** Gives back the first {@code count} ports: the selector has gone round since. */
    void giveBack(int count) {
        for (int i = 0; i < count; i++) {
            Closed port = closing.remove();
            if (port.rests()) {
                ports.giveBack(port.port(), nanos.getAsLong());
            } else {
                ports.giveBackUnused(port.port());
            }
            if (port.session()) {
                tally.add(MediaCount.SESSIONS_CLOSED);
            }
        }
    }
}
