package zarang.sip.transport;

import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.sip.message.SipMessage;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** SIP over TCP, RFC 3261 §18: connections of either side, whether anything listens or not. */
final class TcpTransport implements Transport {
    static final TransportKind KIND = new TransportKind(Protocol.TCP, TcpTransport::new);

    private static final int BACKLOG = 1_024;

    private record Listener(NetServer server, InetSocketAddress address) {}

    private final VertxControlLoop loop;
    private final TcpConnections connections;
    private final List<Listener> listeners = new ArrayList<>();

    private TcpTransport(TransportTools tools) {
        loop = tools.loop();
        connections = new TcpConnections(tools);
    }

    @Override
    public CompletionStage<InetSocketAddress> open(ListenAddress address) {
        NetServerOptions options = new NetServerOptions();
        options.setAcceptBacklog(BACKLOG);
        options.setTcpNoDelay(true);
        options.setTrafficClass(Dscp.SIGNALLING_TOS);
        NetServer server = loop.vertx().createNetServer(options);
        server.connectHandler(connections::accept);
        return server.listen(address.port(), address.host())
                .toCompletionStage()
                .thenApply(listening -> {
                    InetSocketAddress local =
                            new InetSocketAddress(address.host(), listening.actualPort());
                    listeners.add(new Listener(listening, local));
                    return local;
                });
    }

    @Override
    public void send(SipMessage message, Hop hop, Runnable failed) {
        connections.send(message, hop, failed);
    }

    @Override
    public boolean isOpen(Hop hop) {
        return connections.has(hop);
    }

    @Override
    public Optional<InetSocketAddress> listening(Hop hop) {
        return listeners.stream()
                .map(Listener::address)
                .filter(each -> Addresses.sameFamily(each, hop.address()))
                .findFirst()
                .or(() -> listeners.stream().map(Listener::address).findFirst());
    }

    @Override
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.server().close());
        listeners.clear();
        connections.close();
    }
}
