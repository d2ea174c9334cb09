package zarang.sip.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.Parsed;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** One TCP connection, whoever opened it. Control loop only. */
final class TcpConnection {
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final VertxControlLoop loop;
    private final NetSocket socket;
    private final Hop source;
    private final InetSocketAddress local;
    private final Inbound inbound;
    private final TransportSettings settings;
    private final Tally tally;
    private final StreamFramer framer = new StreamFramer();
    private ControlLoop.@Nullable Timer half;
    private boolean closed;

    TcpConnection(
            VertxControlLoop loop,
            NetSocket socket,
            long flow,
            boolean accepted,
            Inbound inbound,
            TransportSettings settings,
            Tally tally) {
        this.loop = loop;
        this.socket = socket;
        this.inbound = inbound;
        this.settings = settings;
        this.tally = tally;
        source = new Hop(Protocol.TCP, Addresses.of(socket.remoteAddress()), flow);
        local = Addresses.of(socket.localAddress());
        socket.setWriteQueueMaxSize(settings.unsentMax());
        socket.handler(this::received);
        socket.exceptionHandler(error -> close());
        if (accepted) {
            startHalfTimer();
        }
    }

    /** The peer, as the source of what it sends. */
    Hop source() {
        return source;
    }

    InetSocketAddress local() {
        return local;
    }

    private void received(Buffer chunk) {
        if (closed) {
            return;
        }
        for (Parsed parsed : framer.feed(chunk.getBytes())) {
            if (parsed instanceof Parsed.KeepAlive keep && keep.ping()) {
                write(PONG, TcpConnection::nothing);
            }
            inbound.take(parsed, source);
        }
        if (framer.isBroken()) {
            tally.closedUnframed++;
            end();
        } else if (!framer.isUnfinished()) {
            stopHalfTimer();
        } else if (half == null) {
            startHalfTimer();
        }
    }

    private static void nothing() {}

    private void startHalfTimer() {
        half =
                loop.schedule(
                        settings.halfMessage(),
                        () -> {
                            tally.closedHalf++;
                            close();
                        });
    }

    private void stopHalfTimer() {
        if (half != null) {
            half.cancel();
            half = null;
        }
    }

    void send(byte[] message, Runnable failed) {
        tally.sent++;
        write(message, failed);
    }

    private void write(byte[] bytes, Runnable failed) {
        if (closed) {
            tally.sendFailures++;
            loop.post(failed);
            return;
        }
        if (socket.writeQueueFull()) {
            tally.closedUnread++;
            tally.sendFailures++;
            loop.post(failed);
            close();
            return;
        }
        socket.write(Buffer.buffer(bytes))
                .onFailure(error -> {
                    tally.sendFailures++;
                    loop.post(failed);
                });
    }

    /** Closes once what was written has left. */
    private void end() {
        closed = true;
        stopHalfTimer();
        socket.end();
    }

    void close() {
        closed = true;
        stopHalfTimer();
        socket.close();
    }
}
