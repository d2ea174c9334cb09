package zarang.sip.transport;

import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.SipMessage;
import zarang.sip.source.SourceGate;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.Protocol;

/**
 * SIP's sockets: listens where it is told, sends where a hop says. Control loop, but for {@link
 * #start} and {@link #close}, which any thread may call.
 */
public final class SipSockets implements SipNetwork {
    private static final Logger log = LoggerFactory.getLogger(SipSockets.class);
    private static final int BACKLOG = 1_024;

    private record TcpListener(NetServer server, InetSocketAddress address) {}

    private final VertxControlLoop loop;
    private final TransportSettings settings;
    private final RandomGenerator random;
    private final TransportTally tally = new TransportTally();
    private final Map<Long, UdpSocket> udp = new LinkedHashMap<>();
    private final List<TcpListener> tcp = new ArrayList<>();
    private @Nullable TcpConnections connections;
    private Consumer<Hop> flowClosed = flow -> {};
    private Standings standings = Standings.FRIENDS;
    private long lastFlow = Hop.ANY;

    /**
     * Opens nothing yet.
     *
     * @param random unpredictable: it decides which sources share a bucket
     */
    public SipSockets(VertxControlLoop loop, TransportSettings settings, RandomGenerator random) {
        this.loop = loop;
        this.settings = settings;
        this.random = random;
    }

    @Override
    public CompletionStage<List<ListenAddress>> start(
            List<ListenAddress> addresses, MessageSink sink) {
        CompletableFuture<List<ListenAddress>> started = new CompletableFuture<>();
        loop.post(() -> {
            Inbound inbound = new Inbound(sink, tally);
            SourceGate gate = new SourceGate(settings.limits(), standings, loop::nanos, random);
            connections =
                    new TcpConnections(
                            loop,
                            this::nextFlow,
                            new TcpPorts(inbound, gate, standings, settings, tally, this::closed));
            Opening opening = new Opening(inbound, gate, new ArrayList<>(), started);
            openNext(addresses, 0, opening);
        });
        return started;
    }

    @Override
    public void onFlowClosed(Consumer<Hop> listener) {
        flowClosed = listener;
    }

    @Override
    public void judgeBy(Standings known) {
        standings = known;
    }

    private void closed(Hop flow) {
        flowClosed.accept(flow);
    }

    private long nextFlow() {
        return ++lastFlow;
    }

    /** The start while it goes on. */
    private record Opening(
            Inbound inbound,
            SourceGate gate,
            List<ListenAddress> bound,
            CompletableFuture<List<ListenAddress>> started) {}

    private void openNext(List<ListenAddress> wanted, int index, Opening opening) {
        if (index == wanted.size()) {
            opening.started().complete(List.copyOf(opening.bound()));
            return;
        }
        ListenAddress address = wanted.get(index);
        CompletionStage<InetSocketAddress> opened =
                switch (address.protocol()) {
                    case UDP -> openUdp(address, opening);
                    case TCP -> openTcp(address);
                };
        opened.whenComplete((local, failure) ->
                loop.post(() -> {
                    if (failure != null) {
                        closeAll();
                        opening.started().completeExceptionally(failure);
                        return;
                    }
                    ListenAddress real =
                            new ListenAddress(address.protocol(), address.host(), local.getPort());
                    log.info("sip.listening address={}", real);
                    opening.bound().add(real);
                    openNext(wanted, index + 1, opening);
                }));
    }

    private CompletionStage<InetSocketAddress> openUdp(ListenAddress address, Opening opening) {
        long flow = nextFlow();
        return UdpSocket.open(
                        loop,
                        new InetSocketAddress(address.host(), address.port()),
                        new DatagramReceiver(
                                loop, flow, opening.inbound(), opening.gate(), tally, random),
                        settings,
                        tally)
                .thenApply(socket -> {
                    udp.put(flow, socket);
                    return socket.localAddress();
                });
    }

    private CompletionStage<InetSocketAddress> openTcp(ListenAddress address) {
        NetServerOptions options = new NetServerOptions();
        options.setAcceptBacklog(BACKLOG);
        options.setTcpNoDelay(true);
        options.setTrafficClass(Dscp.SIGNALLING_TOS);
        NetServer server = loop.vertx().createNetServer(options);
        server.connectHandler(socket -> connections().accept(socket));
        return server.listen(address.port(), address.host())
                .toCompletionStage()
                .thenApply(listening -> {
                    InetSocketAddress local =
                            new InetSocketAddress(address.host(), listening.actualPort());
                    tcp.add(new TcpListener(listening, local));
                    return local;
                });
    }

    @Override
    public void send(SipMessage message, Hop hop, Runnable failed) {
        if (hop.protocol() == Protocol.TCP) {
            connections().send(message, hop, failed);
            return;
        }
        byte[] bytes = message.toBytes();
        UdpSocket socket = udpFor(hop);
        if (socket == null) {
            tally.sendFailures++;
            loop.post(failed);
        } else if (hop.address().isUnresolved()) {
            resolveAndSend(socket, bytes, hop.address(), failed);
        } else {
            socket.send(bytes, hop.address(), failed);
        }
    }

    private void resolveAndSend(
            UdpSocket socket, byte[] bytes, InetSocketAddress peer, Runnable failed) {
        loop.vertx()
                .nameResolver()
                .resolve(peer.getHostString())
                .onComplete(
                        address ->
                                loop.post(() ->
                                        socket.send(
                                                bytes,
                                                new InetSocketAddress(address, peer.getPort()),
                                                failed)),
                        error ->
                                loop.post(() -> {
                                    tally.sendFailures++;
                                    failed.run();
                                }));
    }

    /** The socket that the hop names, else one of the peer's address family, else any. */
    private @Nullable UdpSocket udpFor(Hop hop) {
        UdpSocket named = udp.get(hop.flow());
        if (named != null) {
            return named;
        }
        UdpSocket first = null;
        for (UdpSocket socket : udp.values()) {
            if (sameFamily(socket.localAddress(), hop.address())) {
                return socket;
            }
            first = first == null ? socket : first;
        }
        return first;
    }

    private static boolean sameFamily(InetSocketAddress one, InetSocketAddress other) {
        return !one.isUnresolved()
                && !other.isUnresolved()
                && one.getAddress().getClass() == other.getAddress().getClass();
    }

    @Override
    public SentBy sentBy(Hop hop) {
        InetSocketAddress ours = listening(hop);
        InetAddress address = ours.getAddress();
        InetAddress shown =
                address.isAnyLocalAddress() ? Addresses.facing(hop.address(), address) : address;
        return new SentBy(Addresses.sipHost(shown), ours.getPort());
    }

    /** Where a peer would reach us with a request of its own. */
    private InetSocketAddress listening(Hop hop) {
        if (hop.protocol() == Protocol.UDP) {
            UdpSocket socket = udpFor(hop);
            if (socket != null) {
                return socket.localAddress();
            }
        }
        for (TcpListener listener : tcp) {
            if (sameFamily(listener.address(), hop.address())) {
                return listener.address();
            }
        }
        if (!tcp.isEmpty()) {
            return tcp.getFirst().address();
        }
        for (UdpSocket socket : udp.values()) {
            return socket.localAddress();
        }
        throw new IllegalStateException("no listener: start() has not completed");
    }

    @Override
    public TransportCounts counts() {
        return tally.counts(connections == null ? 0 : connections.size());
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        loop.post(() -> {
            closeAll();
            closed.complete(null);
        });
        return closed;
    }

    private void closeAll() {
        udp.values().forEach(UdpSocket::close);
        udp.clear();
        tcp.forEach(listener -> listener.server().close());
        tcp.clear();
        if (connections != null) {
            connections.close();
        }
    }

    private TcpConnections connections() {
        if (connections == null) {
            throw new IllegalStateException("not started");
        }
        return connections;
    }
}
