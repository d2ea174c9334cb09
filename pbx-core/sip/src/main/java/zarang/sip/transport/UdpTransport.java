package zarang.sip.transport;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.sip.message.SipMessage;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** SIP over UDP, RFC 3261 §18: a socket for each address, a message in each datagram. */
final class UdpTransport implements Transport {
    static final TransportKind KIND = new TransportKind(Protocol.UDP, UdpTransport::new);

    private final TransportTools tools;
    private final Map<Long, UdpSocket> sockets = new LinkedHashMap<>();

    private UdpTransport(TransportTools tools) {
        this.tools = tools;
    }

    @Override
    public CompletionStage<InetSocketAddress> open(ListenAddress address) {
        long flow = tools.flows().getAsLong();
        return UdpSocket.open(
                        tools.loop(),
                        new InetSocketAddress(address.host(), address.port()),
                        new DatagramReceiver(
                                tools.loop(),
                                flow,
                                tools.inbound(),
                                tools.gate(),
                                tools.tally(),
                                tools.random()),
                        tools.settings(),
                        tools.tally())
                .thenApply(socket -> {
                    sockets.put(flow, socket);
                    return socket.localAddress();
                });
    }

    @Override
    public void send(SipMessage message, Hop hop, Runnable failed) {
        byte[] bytes = message.toBytes();
        Optional<UdpSocket> socket = socket(hop);
        if (socket.isEmpty()) {
            tools.tally().sendFailures++;
            tools.loop().post(failed);
        } else if (hop.address().isUnresolved()) {
            resolveAndSend(socket.get(), bytes, hop.address(), failed);
        } else {
            socket.get().send(bytes, hop.address(), failed);
        }
    }

    private void resolveAndSend(
            UdpSocket socket, byte[] bytes, InetSocketAddress peer, Runnable failed) {
        VertxControlLoop loop = tools.loop();
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
                                    tools.tally().sendFailures++;
                                    failed.run();
                                }));
    }

    /** The socket that the hop names, else one of the peer's address family, else any. */
    private Optional<UdpSocket> socket(Hop hop) {
        UdpSocket named = sockets.get(hop.flow());
        return named != null
                ? Optional.of(named)
                : sockets.values().stream()
                        .filter(each -> Addresses.sameFamily(each.localAddress(), hop.address()))
                        .findFirst()
                        .or(() -> sockets.values().stream().findFirst());
    }

    @Override
    public Optional<InetSocketAddress> listening(Hop hop) {
        return socket(hop).map(UdpSocket::localAddress);
    }

    @Override
    public int connections() {
        return 0;
    }

    @Override
    public void close() {
        sockets.values().forEach(UdpSocket::close);
        sockets.clear();
    }
}
