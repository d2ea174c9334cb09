package zarang.sip.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipMessage;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.Protocol;
import zarang.sip.transaction.SipTransport;

/** A UDP network in memory that may lose, double and reorder what it carries. */
public final class MemoryNet {
    private final ControlLoop loop;
    private final Random random;
    private final int lossPercent;
    private final Map<InetSocketAddress, MessageSink> sinks = new HashMap<>();

    public MemoryNet(ControlLoop loop, Random random, int lossPercent) {
        this.loop = loop;
        this.random = random;
        this.lossPercent = lossPercent;
    }

    /** One host of the network. */
    public final class Node implements SipTransport {
        private final InetSocketAddress address;

        Node(InetSocketAddress address) {
            this.address = address;
        }

        /** What comes for this host goes to {@code sink}. */
        public void listen(MessageSink sink) {
            sinks.put(address, sink);
        }

        public Hop hop() {
            return new Hop(Protocol.UDP, address, 1);
        }

        @Override
        public void send(SipMessage message, Hop hop, Runnable failed) {
            byte[] bytes = message.toBytes();
            int copies = lossPercent == 0 ? 1 : random.nextInt(20) == 0 ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                if (random.nextInt(100) >= lossPercent) {
                    Duration way = Duration.ofMillis(lossPercent == 0 ? 1 : random.nextInt(60));
                    loop.schedule(way, () -> deliver(bytes, hop.address()));
                }
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
            return new SentBy(address.getAddress().getHostAddress(), address.getPort());
        }
    }

    public Node node(String address, int port) {
        return new Node(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }
}
