package zarang.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A leg's socket: where its packets come from, and the last stage of those it sends. Media loop
 * only.
 */
final class LegSocket extends OutputStage {
    private final LoopTools tools;
    private final DatagramChannel channel;
    private final int port;
    private @Nullable InetSocketAddress target;
    private @Nullable SelectionKey key;
    private boolean connected;
    private boolean polled;
    private boolean sent;

    LegSocket(LoopTools tools, DatagramChannel channel, int port) {
        this.tools = tools;
        this.channel = channel;
        this.port = port;
    }

    int port() {
        return port;
    }

    void open(LoopEar ear) throws IOException {
        key = channel.register(tools.selector(), SelectionKey.OP_READ, ear);
    }

    /**
     * Whether its leg looks by itself what has come, rather than be told by the selector: one whose
     * voice nobody hears. To be told costs more than to look (ADR 0046). Only of a source that is
     * certain.
     */
    void poll(boolean by) {
        SelectionKey known = key;
        if (known != null && polled != (by && connected)) {
            polled = !polled;
            known.interestOps(polled ? 0 : SelectionKey.OP_READ);
        }
    }

    boolean isPolled() {
        return polled;
    }

    /** Whether it is tied to the source that is certain: the kernel drops all others. */
    boolean isConnected() {
        return connected;
    }

    void connect(InetSocketAddress source) throws IOException {
        channel.connect(source);
        connected = true;
    }

    void disconnect() throws IOException {
        if (connected) {
            channel.disconnect();
            connected = false;
            poll(/* by= */ false);
        }
    }

    /**
     * @param to where packets go; null while that is unknown
     */
    void aim(@Nullable InetSocketAddress to) {
        target = to;
    }

    boolean hasTarget() {
        return target != null;
    }

    /** Whether any packet ever went out. */
    boolean hasSent() {
        return sent;
    }

    /**
     * Takes a datagram.
     *
     * @return false if none has come
     * @throws java.net.PortUnreachableException the far port is shut for now (ICMP)
     */
    boolean receive(Arrival arrival) throws IOException {
        ByteBuffer buffer = arrival.buffer;
        if (connected) {
            if (channel.read(buffer) <= 0) {
                return false;
            }
        } else {
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            if (from == null) {
                return false;
            }
            arrival.from = from;
        }
        arrival.length = buffer.position();
        return true;
    }

    @Override
    boolean pass(Departure departure) throws IOException {
        InetSocketAddress to = target;
        if (to == null) {
            return false;
        }
        ByteBuffer buffer = departure.buffer();
        buffer.limit(departure.end).position(departure.begin);
        boolean gone = (connected ? channel.write(buffer) : channel.send(buffer, to)) > 0;
        sent |= gone;
        return gone;
    }

    /** Sends a report over the port of the audio: RFC 5761. */
    boolean report(ByteBuffer report, InetSocketAddress to) throws IOException {
        return (connected ? channel.write(report) : channel.send(report, to)) > 0;
    }

    void close() {
        PortBinder.close(channel, port);
    }
}
