package zarang.sip.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.Host;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipMessage;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipNetwork;
import zarang.sip.transport.TransportCounts;

/** A UDP network in memory that may lose, double and reorder what it carries. */
public final class MemoryNet {
    /** What becomes of the messages. */
    @FunctionalInterface
    public interface Weather {
        /** How long each copy of the next message is under way; none: it is lost. */
        List<Duration> next();
    }

    private static final List<Duration> FAIR = List.of(Duration.ofMillis(1));

    private final ControlLoop loop;
    private final Weather weather;
    private final Map<InetSocketAddress, MessageSink> sinks = new HashMap<>();

    public MemoryNet(ControlLoop loop, Weather weather) {
        this.loop = loop;
        this.weather = weather;
    }

    public MemoryNet(ControlLoop loop, Random random, int lossPercent) {
        this(loop, lossPercent == 0 ? () -> FAIR : () -> foul(random, lossPercent));
    }

    private static List<Duration> foul(Random random, int lossPercent) {
        List<Duration> copies = new ArrayList<>();
        int most = random.nextInt(20) == 0 ? 2 : 1;
        for (int i = 0; i < most; i++) {
            if (random.nextInt(100) >= lossPercent) {
                copies.add(Duration.ofMillis(random.nextInt(60)));
            }
        }
        return copies;
    }

    /** One host of the network. */
    public final class Node implements SipNetwork {
        private final InetSocketAddress address;
        private final InetSocketAddress ownView;
        private final Set<InetSocketAddress> spokenTo = new HashSet<>();

        /**
         * @param address as others see it
         * @param ownView as it sees itself; another one: it is behind a NAT
         */
        Node(InetSocketAddress address, InetSocketAddress ownView) {
            this.address = address;
            this.ownView = ownView;
        }

        /** What comes for this host goes to {@code sink}; through a NAT only what was asked for. */
        public void listen(MessageSink sink) {
            sinks.put(
                    address,
                    (message, source) -> {
                        if (ownView.equals(address) || spokenTo.contains(source.address())) {
                            sink.onMessage(message, source);
                        }
                    });
        }

        @Override
        public void onFlowClosed(Consumer<Hop> listener) {}

        @Override
        public void judgeBy(Standings known) {}

        @Override
        public CompletionStage<List<ListenAddress>> start(
                List<ListenAddress> addresses, MessageSink sink) {
            CompletableFuture<List<ListenAddress>> started = new CompletableFuture<>();
            loop.post(() -> {
                listen(sink);
                started.complete(addresses);
            });
            return started;
        }

        @Override
        public TransportCounts counts() {
            return new TransportCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        @Override
        public CompletionStage<Void> close() {
            sinks.remove(address);
            return CompletableFuture.completedFuture(null);
        }

        public Hop hop() {
            return new Hop(Protocol.UDP, address, 1);
        }

        @Override
        public void send(SipMessage message, Hop hop, Runnable failed) {
            sendBytes(message.toBytes(), hop);
        }

        /** Sends what may be no message at all. */
        public void sendBytes(byte[] bytes, Hop hop) {
            spokenTo.add(hop.address());
            for (Duration way : weather.next()) {
                loop.schedule(way, () -> deliver(bytes, hop.address()));
            }
        }

        private void deliver(byte[] bytes, InetSocketAddress to) {
            MessageSink sink = sinks.get(to);
            if (sink != null) {
                sink.onMessage(new SipCodec().parse(bytes, 0, bytes.length), hop());
            }
        }

        @Override
        public SentBy sentBy(Hop hop) {
            return new SentBy(Host.of(ownView.getAddress()).written(), ownView.getPort());
        }
    }

    public Node node(String address, int port) {
        return new Node(at(address, port), at(address, port));
    }

    /**
     * A host behind a NAT, which only lets in answers.
     *
     * @param address of the NAT
     * @param hidden its own, which nothing is sent to
     */
    public Node behindNat(String address, String hidden, int port) {
        return new Node(at(address, port), at(hidden, port));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
