package zarang.sip.transport;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipResponse;
import zarang.sip.source.LogLimit;
import zarang.sip.source.SourceKey;
import zarang.sip.source.Standing;
import zarang.sip.transaction.Hop;

/**
 * The live TCP connections, and the making of new ones. A message goes over the connection that its
 * hop names, else over one to the same address, else over a new one (RFC 3261 §18.1.1 and §18.2.2).
 * Control loop only.
 */
final class TcpConnections {
    private static final Logger log = LoggerFactory.getLogger(TcpConnections.class);

    private static final Comparator<TcpConnection> LONGEST_SILENT_FIRST =
            (one, other) -> Long.signum(one.heardAt() - other.heardAt());

    private record Waiting(SipMessage message, Runnable failed) {}

    private final VertxControlLoop loop;
    private final TransportTools tools;
    private final TransportSettings settings;
    private final TransportTally tally;
    private final NetClient client;
    private final Map<Long, TcpConnection> byFlow = new HashMap<>();
    private final Map<InetSocketAddress, TcpConnection> byPeer = new HashMap<>();
    private final Map<Long, Set<TcpConnection>> bySource = new HashMap<>();
    private final Map<InetSocketAddress, List<Waiting>> connecting = new HashMap<>();
    private final LogLimit unreached;
    private boolean closed;

    TcpConnections(TransportTools tools) {
        this.loop = tools.loop();
        this.tools = tools;
        this.settings = tools.settings();
        this.tally = tools.tally();
        this.unreached = new LogLimit(loop::nanos);
        NetClientOptions options = new NetClientOptions();
        options.setConnectTimeout((int) settings.connect().toMillis());
        options.setTcpNoDelay(true);
        options.setTrafficClass(Dscp.SIGNALLING_TOS);
        client = loop.vertx().createNetClient(options);
    }

    int size() {
        return byFlow.size();
    }

    @Nullable TcpConnection byFlow(long flow) {
        return byFlow.get(flow);
    }

    /** Whether the very connection is there, and not another one under its number. */
    boolean has(Hop hop) {
        TcpConnection named = byFlow.get(hop.flow());
        return named != null && named.source().equals(hop);
    }

    /** A connection that a peer made. */
    void accept(NetSocket socket) {
        InetAddress peer = Addresses.of(socket.remoteAddress()).getAddress();
        if (tools.standings().of(peer) == Standing.BANNED) {
            tally.bannedDropped++;
            socket.close();
        } else if (isFull(peer)) {
            tally.connectionsRefused++;
            socket.close();
        } else {
            take(socket, true);
        }
    }

    /** Whether that source has as many as it may; those that carry something do not count. */
    private boolean isFull(InetAddress peer) {
        int most =
                tools.standings().of(peer) == Standing.TRUNK
                        ? settings.trunkConnections()
                        : settings.sourceConnections();
        Set<TcpConnection> open = bySource.getOrDefault(SourceKey.of(peer), Set.of());
        return open.size() >= most && open.stream().filter(each -> !each.carries()).count() >= most;
    }

    private void take(NetSocket socket, boolean accepted) {
        if (closed || !makeRoom()) {
            tally.connectionsRefused++;
            socket.close();
            return;
        }
        long flow = tools.flows().getAsLong();
        TcpConnection connection = new TcpConnection(socket, flow, accepted, tools);
        byFlow.put(flow, connection);
        byPeer.put(connection.source().address(), connection);
        bySource.computeIfAbsent(SourceKey.of(connection.address()), s -> new HashSet<>())
                .add(connection);
        socket.closeHandler(done -> {
            connection.close();
            forget(connection);
        });
    }

    /**
     * Closes the one that was silent longest, if there are as many as may be: of those that never
     * brought anything that was granted, else of the others; never one that carries a registration
     * or a call. False if that leaves none.
     */
    private boolean makeRoom() {
        if (byFlow.size() < settings.maxConnections()) {
            return true;
        }
        Optional<TcpConnection> idlest =
                byFlow.values().stream()
                        .filter(each -> !each.carries())
                        .min(
                                Comparator.comparing(TcpConnection::isProven)
                                        .thenComparing(LONGEST_SILENT_FIRST));
        idlest.ifPresent(connection -> {
            tally.connectionsReplaced++;
            connection.close();
            forget(connection);
        });
        return idlest.isPresent();
    }

    private void forget(TcpConnection connection) {
        Hop source = connection.source();
        if (!byFlow.remove(source.flow(), connection)) {
            return;
        }
        byPeer.remove(source.address(), connection);
        bySource.computeIfPresent(
                SourceKey.of(connection.address()),
                (key, open) -> {
                    open.remove(connection);
                    return open.isEmpty() ? null : open;
                });
        tools.flowClosed().accept(source);
    }

    void send(SipMessage message, Hop hop, Runnable failed) {
        TcpConnection connection = byFlow.get(hop.flow());
        if (connection == null) {
            connection = byPeer.get(hop.address());
        }
        if (connection == null) {
            connect(message, hop.address(), failed);
            return;
        }
        if (grants(message)) {
            connection.prove();
        }
        connection.send(message.toBytes(), failed);
    }

    /** Anybody gets a 200 to OPTIONS. */
    private static boolean grants(SipMessage message) {
        return message instanceof SipResponse response
                && response.isSuccess()
                && !response.cseq().method().equals("OPTIONS");
    }

    private void connect(SipMessage message, InetSocketAddress peer, Runnable failed) {
        List<Waiting> waiting = connecting.get(peer);
        if (closed
                || (waiting == null && connecting.size() >= settings.maxConnections())
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
        unreached
                .of(peer.hashCode())
                .ifPresent(times ->
                        log.warn(
                                "sip.connect-failed protocol=tcp to={} error={} times={}",
                                peer.getHostString(),
                                error.getClass().getSimpleName(),
                                times));
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
