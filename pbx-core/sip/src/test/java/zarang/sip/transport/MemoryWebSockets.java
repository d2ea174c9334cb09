package zarang.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipMessage;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * A transport that production knows nothing of: messages go from network to network in memory, as a
 * WebSocket's would, each whole.
 */
final class MemoryWebSockets {
    final CopyOnWriteArrayList<String> carried = new CopyOnWriteArrayList<>();
    private final Map<InetSocketAddress, End> ends = new ConcurrentHashMap<>();
    private final Map<Long, End> byFlow = new ConcurrentHashMap<>();
    private final AtomicLong flows = new AtomicLong(90_000);
    private final AtomicInteger clients = new AtomicInteger(50_000);

    TransportKind kind() {
        return new TransportKind(Protocol.WS, End::new);
    }

    /** One network's end. */
    private final class End implements Transport {
        private final TransportTools tools;
        private InetSocketAddress own =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), clients.getAndIncrement());
        private final long flow;
        private boolean listens;

        End(TransportTools tools) {
            this.tools = tools;
            flow = flows.getAndIncrement();
            ends.put(own, this);
            byFlow.put(flow, this);
        }

        @Override
        public CompletionStage<InetSocketAddress> open(ListenAddress address) {
            own = new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
            listens = true;
            ends.put(own, this);
            return CompletableFuture.completedFuture(own);
        }

        @Override
        public void send(SipMessage message, Hop hop, Runnable failed) {
            End peer = hop.flow() == Hop.ANY ? ends.get(hop.address()) : byFlow.get(hop.flow());
            if (peer == null) {
                tools.loop().post(failed);
                return;
            }
            byte[] bytes = message.toBytes();
            carried.add(new String(bytes, StandardCharsets.UTF_8));
            Hop source = new Hop(Protocol.WS, own, flow);
            peer.tools
                    .loop()
                    .post(() ->
                            peer.tools
                                    .inbound()
                                    .take(new SipCodec().parse(bytes, 0, bytes.length), source));
        }

        @Override
        public Optional<InetSocketAddress> listening(Hop hop) {
            return listens ? Optional.of(own) : Optional.empty();
        }

        @Override
        public int connections() {
            return ends.size();
        }

        @Override
        public void close() {
            ends.values().remove(this);
        }
    }
}
