package zarang.sip.transport;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.SipMessage;
import zarang.sip.transaction.Hop;

/**
 * The live TCP connections, and the making of new ones. A message goes over the connection that its
 * hop names, else over one to the same address, else over a new one (RFC 3261 §18.1.1 and §18.2.2).
 * Control loop only.
 */
final class TcpConnections {
    private static final Logger log = LoggerFactory.getLogger(TcpConnections.class);

    private record Waiting(SipMessage message, Runnable failed) {}

    private final VertxControlLoop loop;
    private final LongSupplier flows;
    private final Inbound inbound;
    private final TransportSettings settings;
    private final Tally tally;
    private final Consumer<Hop> flowClosed;
    private final NetClient client;
    private final Map<Long, TcpConnection> byFlow = new HashMap<>();
    private final Map<InetSocketAddress, TcpConnection> byPeer = new HashMap<>();
    private final Map<InetSocketAddress, List<Waiting>> connecting = new HashMap<>();
    private boolean closed;

    TcpConnections(
            VertxControlLoop loop,
            LongSupplier flows,
            Inbound inbound,
            TransportSettings settings,
            Tally tally,
            Consumer<Hop> flowClosed) {
        this.loop = loop;
        this.flows = flows;
        this.inbound = inbound;
        this.settings = settings;
        this.tally = tally;
        this.flowClosed = flowClosed;
        NetClientOptions options = new NetClientOptions();
        options.setConnectTimeout((int) settings.connect().toMillis());
        options.setTcpNoDelay(true);
        options.setTrafficClass(Dscp.SIGNALLING_TOS);
        options.setIdleTimeout((int) settings.idle().toSeconds());
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        client = loop.vertx().createNetClient(options);
    }

    int size() {
        return byFlow.size();
    }

    @Nullable TcpConnection byFlow(long flow) {
        return byFlow.get(flow);
    }

    /** A connection that a peer made. */
    void accept(NetSocket socket) {
        take(socket, true);
    }

    private void take(NetSocket socket, boolean accepted) {
        if (closed || byFlow.size() >= settings.maxConnections()) {
            tally.connectionsRefused++;
            socket.close();
            return;
        }
        long flow = flows.getAsLong();
        TcpConnection connection =
                new TcpConnection(loop, socket, flow, accepted, inbound, settings, tally);
        byFlow.put(flow, connection);
        byPeer.put(connection.source().address(), connection);
        socket.closeHandler(done -> {
            connection.close();
            byFlow.remove(flow);
            byPeer.remove(connection.source().address(), connection);
            flowClosed.accept(connection.source());
        });
    }

    void send(SipMessage message, Hop hop, Runnable failed) {
        TcpConnection connection = byFlow.get(hop.flow());
        if (connection == null) {
            connection = byPeer.get(hop.address());
        }
        if (connection != null) {
            connection.send(message.toBytes(), failed);
        } else {
            connect(message, hop.address(), failed);
        }
    }

    private void connect(SipMessage message, InetSocketAddress peer, Runnable failed) {
        List<Waiting> waiting = connecting.get(peer);
        int open = byFlow.size() + connecting.size();
        if (closed
                || (waiting == null && open >= settings.maxConnections())
                || (waiting != null && waiting.size() >= settings.waitingMax())) {
            tally.sendFailures++;
            loop.post(failed);
            return;
        }
        if (waiting != null) {
            waiting.add(new Waiting(message, failed));
            return;
        }
        List<Waiting> first = new ArrayList<>(List.of(new Waiting(message, failed)));
        connecting.put(peer, first);
        loop.context()
                .runOnContext(start ->
                        client.connect(peer.getPort(), peer.getHostString())
                                .onComplete(
                                        socket -> connected(peer, socket),
                                        error -> notConnected(peer, error)));
    }

    private void connected(InetSocketAddress peer, NetSocket socket) {
        List<Waiting> waiting = connecting.remove(peer);
        take(socket, false);
        TcpConnection connection = byPeer.get(Addresses.of(socket.remoteAddress()));
        if (waiting == null) {
            return;
        }
        for (Waiting each : waiting) {
            if (connection == null) {
                tally.sendFailures++;
                each.failed().run();
            } else {
                connection.send(each.message().toBytes(), each.failed());
            }
        }
    }

    private void notConnected(InetSocketAddress peer, Throwable error) {
        log.warn("sip.connect-failed protocol=tcp error={}", error.getClass().getSimpleName());
        List<Waiting> waiting = connecting.remove(peer);
        if (waiting != null) {
            for (Waiting each : waiting) {
                tally.sendFailures++;
                each.failed().run();
            }
        }
    }

    void close() {
        closed = true;
        List.copyOf(byFlow.values()).forEach(TcpConnection::close);
        client.close();
    }
}
