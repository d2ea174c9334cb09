package zarang.sip.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.ParsedMessage;
import zarang.sip.source.Standing;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** One TCP connection, whoever opened it. Control loop only. */
final class TcpConnection {
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How long a source that floods is not read: TCP slows it down by itself. */
    private static final Duration HOLD = Duration.ofMillis(100);

    private final VertxControlLoop loop;
    private final NetSocket socket;
    private final Hop source;
    private final TransportTools tools;
    private final StreamFramer framer = new StreamFramer();
    private ControlLoop.@Nullable Timer half;
    private ControlLoop.@Nullable Timer idle;

    /** Whether it need not prove any more that it is wanted. */
    private boolean proven;

    private long heardAt;
    private long messageAt;
    private boolean closed;

    TcpConnection(NetSocket socket, long flow, boolean accepted, TransportTools tools) {
        this.loop = tools.loop();
        this.socket = socket;
        this.tools = tools;
        source = new Hop(Protocol.TCP, Addresses.of(socket.remoteAddress()), flow);
        heardAt = loop.nanos();
        messageAt = heardAt;
        proven = !accepted || tools.standings().of(address()) == Standing.TRUNK;
        socket.setWriteQueueMaxSize(tools.settings().unsentMax());
        socket.handler(this::received);
        socket.exceptionHandler(error -> close());
        if (accepted) {
            startHalfTimer();
        }
        watchIdle(untilIdle());
    }

    /** The peer, as the source of what it sends. */
    Hop source() {
        return source;
    }

    InetAddress address() {
        return source.address().getAddress();
    }

    /** A message of the peer was granted over it, or its address is a trunk's, or we made it. */
    boolean isProven() {
        return proven;
    }

    /** When something came last, monotonic ns. */
    long heardAt() {
        return heardAt;
    }

    /** Whether a registration or a call hangs on it. */
    boolean carries() {
        return tools.standings().carries(source.flow());
    }

    /** What the peer asked for was granted. */
    void prove() {
        proven = true;
    }

    private void received(Buffer chunk) {
        if (closed) {
            return;
        }
        heardAt = loop.nanos();
        List<ParsedMessage> messages = framer.feed(chunk.getBytes());
        boolean tooMany = false;
        for (ParsedMessage parsed : messages) {
            if (parsed instanceof ParsedMessage.KeepAlive keep) {
                if (keep.ping()) {
                    write(PONG, TcpConnection::nothing);
                }
            } else {
                messageAt = heardAt;
            }
            switch (tools.gate().judge(source.address())) {
                case READ -> tools.inbound().take(parsed, source);
                case FLOOD -> {
                    tooMany = true;
                    tools.inbound().take(parsed, source);
                }
                case BANNED -> {
                    tools.tally().bannedDropped++;
                    close();
                    return;
                }
            }
        }
        if (framer.isBroken()) {
            tools.tally().closedUnframed++;
            end();
            return;
        }
        watchHalf(!messages.isEmpty());
        if (tooMany && !closed) {
            hold();
        }
    }

    /**
     * A message that began anew has its own time: a busy peer's reads may never end between two
     * messages.
     */
    private void watchHalf(boolean completed) {
        if (completed || !framer.isUnfinished()) {
            stopHalfTimer();
        }
        if (framer.isUnfinished() && half == null && !closed) {
            startHalfTimer();
        }
    }

    private void hold() {
        tools.tally().floodHeld++;
        socket.pause();
        loop.schedule(
                HOLD,
                () -> {
                    if (!closed) {
                        socket.resume();
                    }
                });
    }

    private static void nothing() {}

    private void startHalfTimer() {
        half =
                loop.schedule(
                        tools.settings().halfMessage(),
                        () -> {
                            tools.tally().closedHalf++;
                            close();
                        });
    }

    private void stopHalfTimer() {
        if (half != null) {
            half.cancel();
            half = null;
        }
    }

    private void watchIdle(long nanos) {
        idle =
                loop.schedule(
                        Duration.ofNanos(nanos),
                        () -> {
                            long left = untilIdle();
                            if (left > 0) {
                                watchIdle(left);
                            } else {
                                tools.tally().closedIdle++;
                                close();
                            }
                        });
    }

    /** How long it may still be silent, in ns; what carries something is asked again later. */
    private long untilIdle() {
        TransportSettings settings = tools.settings();
        long now = loop.nanos();
        long left =
                proven
                        ? settings.idle().toNanos() - (now - heardAt)
                        : settings.unproven().toNanos() - (now - messageAt);
        return left <= 0 && carries() ? settings.unproven().toNanos() : left;
    }

    void send(byte[] message, Runnable failed) {
        tools.tally().sent++;
        write(message, failed);
    }

    private void write(byte[] bytes, Runnable failed) {
        if (closed) {
            tools.tally().sendFailures++;
            loop.post(failed);
            return;
        }
        if (socket.writeQueueFull()) {
            tools.tally().closedUnread++;
            tools.tally().sendFailures++;
            loop.post(failed);
            close();
            return;
        }
        socket.write(Buffer.buffer(bytes))
                .onFailure(error -> {
                    tools.tally().sendFailures++;
                    loop.post(failed);
                });
    }

    /** Closes once what was written has left. */
    private void end() {
        stop();
        socket.end();
    }

    void close() {
        stop();
        socket.close();
    }

    private void stop() {
        closed = true;
        stopHalfTimer();
        if (idle != null) {
            idle.cancel();
        }
    }
}
