package zarang.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.FirstLook;
import zarang.sip.message.SipCodec;
import zarang.sip.source.SourceGate;
import zarang.sip.source.SourceKey;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Takes datagrams from the socket as fast as it can and hands them up one source after the other.
 * To read one costs some 5 µs, to handle one 50 and more: so what is there is read first, lest the
 * kernel throw away somebody's only one behind a flood. Control loop only.
 */
final class DatagramReceiver extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger log = LoggerFactory.getLogger(DatagramReceiver.class);

    /** Datagrams of one look at the socket. */
    static final int READ_AT_ONCE = 64;

    /** Looks that find more than they can take before some are handled all the same. */
    private static final int LOOKS_MAX = 8;

    /** Datagrams handled before the next look: 16 INVITEs take about a millisecond. */
    private static final int HANDLED_AT_ONCE = 16;

    /** More than one port of a trunk may send at once. */
    private static final int WAITING_MAX = 4_096;

    private static final long WAITING_BYTES_MAX = 16L << 20;

    private static final class Datagram {
        private final byte[] bytes;
        private final InetSocketAddress from;
        private final FirstLook look;
        private final long cameAt;

        Datagram(byte[] bytes, InetSocketAddress from, FirstLook look, long cameAt) {
            this.bytes = bytes;
            this.from = from;
            this.look = look;
            this.cameAt = cameAt;
        }
    }

    private final VertxControlLoop loop;
    private final long flow;
    private final Inbound inbound;
    private final SourceGate gate;
    private final TransportTally tally;
    private final FairQueue<Datagram> waiting;
    private final StandingQueue newCalls;
    private final SipCodec codec = new SipCodec();
    private int readNow;
    private int readBefore;
    private int looks;
    private boolean turnIsDue;

    DatagramReceiver(
            VertxControlLoop loop,
            long flow,
            Inbound inbound,
            SourceGate gate,
            TransportTally tally,
            RandomGenerator random) {
        this.loop = loop;
        this.flow = flow;
        this.inbound = inbound;
        this.gate = gate;
        this.tally = tally;
        this.waiting = new FairQueue<>(WAITING_MAX, WAITING_BYTES_MAX, random);
        this.newCalls = new StandingQueue(loop::nanos);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        readNow++;
        InetSocketAddress from = packet.sender();
        switch (gate.judge(from)) {
            case READ -> read(packet, from);
            case FLOOD -> tally.floodDropped++;
            case BANNED -> tally.bannedDropped++;
        }
    }

    private void read(DatagramPacket packet, InetSocketAddress from) {
        ByteBuf content = packet.content();
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        FirstLook look = FirstLook.at(bytes);
        if (look == FirstLook.SETTLED_ACK) {
            tally.received++;
            return;
        }
        Datagram datagram = new Datagram(bytes, from, look, loop.nanos());
        long source = SourceKey.withPort(SourceKey.of(from.getAddress()), from.getPort());
        tally.floodDropped +=
                look == FirstLook.OTHER
                        ? waiting.put(source, datagram, bytes.length)
                        : waiting.putNewCall(source, datagram, bytes.length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readBefore = readNow;
        readNow = 0;
        turnLater();
    }

    /** After the next look at the socket: what is posted would run before it. */
    private void turnLater() {
        if (!turnIsDue && !waiting.isEmpty()) {
            turnIsDue = true;
            loop.afterNextRead(this::turn);
        }
    }

    private void turn() {
        turnIsDue = false;
        boolean moreIsThere = readBefore >= READ_AT_ONCE && looks < LOOKS_MAX;
        readBefore = 0;
        if (moreIsThere) {
            looks++;
        } else {
            // more was there all the time: a flood, of which each source has one turn
            handle(looks < LOOKS_MAX ? HANDLED_AT_ONCE : waiting.sources());
            looks = 0;
        }
        turnLater();
    }

    private void handle(int most) {
        for (int i = 0; i < Math.min(most, HANDLED_AT_ONCE); i++) {
            Optional<Datagram> next = waiting.next();
            if (next.isEmpty()) {
                return;
            }
            Datagram datagram = next.get();
            loop.run(() -> handle(datagram));
        }
    }

    private void handle(Datagram datagram) {
        StandingQueue.Verdict verdict =
                datagram.look == FirstLook.NEW_CALL
                        ? newCalls.of(datagram.cameAt)
                        : StandingQueue.Verdict.SERVE;
        Hop source = new Hop(Protocol.UDP, datagram.from, flow);
        byte[] bytes = datagram.bytes;
        switch (verdict) {
            case SERVE -> inbound.take(codec.parse(bytes, 0, bytes.length), source);
            case REFUSE -> inbound.take(codec.unread(bytes), source);
            case FORGET -> tally.overloadForgotten++;
        }
    }

    /** A datagram that could not be received, such as an ICMP error: the socket lives on. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("sip.receive-failed protocol=udp error={}", cause.toString());
    }
}
