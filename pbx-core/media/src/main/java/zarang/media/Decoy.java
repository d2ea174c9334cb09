package zarang.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.Strangers;

/**
 * A port of the range that no SDP names: whoever sends to it sprays the range, and is learned from
 * nowhere ({@link Strangers}). So a sprayer is known even while there is but one call. Its media
 * loop only.
 */
final class Decoy implements LoopEar {
    private static final Logger log = LoggerFactory.getLogger(Decoy.class);

    private static final int BATCH = 16;

    private final MediaLoop loop;
    private final DatagramChannel channel;
    private final int port;
    private final Strangers strangers;
    private boolean closed;

    Decoy(MediaLoop loop, DatagramChannel channel, int port, Strangers strangers) {
        this.loop = loop;
        this.channel = channel;
        this.port = port;
        this.strangers = strangers;
    }

    MediaLoop loop() {
        return loop;
    }

    void open() throws IOException {
        channel.register(loop.tools().selector(), SelectionKey.OP_READ, this);
    }

    @Override
    public void read(long nowNanos) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            ByteBuffer buffer = loop.tools().arrival().buffer.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            if (from == null) {
                return;
            }
            RtpPacket packet = loop.tools().arrival().packet;
            if (packet.read(buffer, buffer.position())) {
                strangers.bar(from, packet.ssrc(), nowNanos);
            }
            loop.tools().tally().add(MediaCount.PACKETS_TO_DECOYS);
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        PortBinder.close(channel, port);
        loop.tools().closing().decoyClosed(port);
    }

    @Override
    public void fail(Throwable cause) {
        log.warn("media.decoy-failed port={} error={}", port, cause.toString());
        close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
