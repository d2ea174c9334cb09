package zarang.media;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.Codec;
import zarang.media.codec.G711Codec;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver.Received;
import zarang.media.rtp.RtpSender;

/**
 * Sends on the packets of the other leg the moment they come: the far jitter buffer evens them out
 * better than we could. One codec on both sides: the header is rewritten in the packet's own
 * buffer, and nothing is copied; the two laws of G.711 into each other likewise. Media loop only.
 */
final class Relay {
    /** The other leg may be this late before its gap is filled: 200 ms. */
    private static final long GAP_NANOS = 200_000_000;

    private static final int SECOND_MS = 1000;

    private final LoopTools tools;
    private final PacketWriter writer;
    private final RtpSender sender;
    private long lastNanos;
    private boolean flowing;

    /** What waits for more of it, since the other codec has no packet that short. */
    private short @Nullable [] waiting;

    private int held;

    /** Whether audio goes in pieces, and which event of the other leg is under way beside it. */
    private boolean pieces;

    private int eventStream;
    private int eventTimestamp;

    Relay(LoopTools tools, PacketWriter writer) {
        this.tools = tools;
        this.writer = writer;
        sender = writer.sender();
    }

    /** The other leg is heard from here on. */
    void begin() {
        lastNanos = tools.nanos();
    }

    /** Whether nothing was relayed for longer than a gap. */
    boolean isQuiet(long nowNanos) {
        return nowNanos - lastNanos >= GAP_NANOS;
    }

    /** Whether the next packet follows the last one that was relayed. */
    boolean isFlowing(long nowNanos) {
        return flowing && !isQuiet(nowNanos);
    }

    /** What is relayed is interrupted by something of our own. */
    void interrupt() {
        flowing = false;
        sender.interrupt();
    }

    /**
     * Sends a packet on, or leaves it out if the far side does not take such.
     *
     * @return whether it is one that is relayed: the wheel need not pace
     */
    boolean pass(Arrival arrival) {
        boolean audio = arrival.kind == Received.AUDIO;
        int sentAs = audio ? writer.audioSentAs() : writer.eventsSentAs();
        boolean foreign = !audio && arrival.eventHz != writer.codec().clockHz();
        if (arrival.kind == Received.COMFORT_NOISE || sentAs < 0 || foreign) {
            sender.omit(arrival.packet, arrival.stream);
            return false;
        }
        boolean quiet = isQuiet(arrival.atNanos);
        lastNanos = arrival.atNanos;
        flowing = true;
        pieces = audio ? isInPieces(arrival) : pieces;
        if (!audio && pieces) {
            event(arrival, sentAs);
        } else if (!audio) {
            inPlace(arrival, sentAs, 0);
        } else if (pieces) {
            inPieces(arrival, quiet);
        } else if (arrival.codec().equals(writer.codec())) {
            inPlace(arrival, sentAs, ticks(arrival));
        } else if (arrival.codec() instanceof G711Codec && writer.codec() instanceof G711Codec to) {
            int begin = arrival.packet.payloadOffset();
            to.rewrite(arrival.buffer, begin, begin + arrival.packet.payloadLength());
            inPlace(arrival, sentAs, ticks(arrival));
        } else {
            writtenAnew(arrival, sentAs);
        }
        return true;
    }

    /** A codec whose length is not known without decoding tells by the next packet's time. */
    private static int ticks(Arrival arrival) {
        return arrival.codec().ticks(arrival.packet.payloadLength());
    }

    private void inPlace(Arrival arrival, int sentAs, int ticks) {
        RtpPacket packet = arrival.packet;
        if (!sender.relay(arrival.buffer, packet, arrival.stream, sentAs, ticks, arrival.atNanos)) {
            tools.tally().add(MediaCount.PACKETS_LATE);
            return;
        }
        int begin = packet.payloadOffset();
        send(arrival.buffer, begin - RtpPacket.HEADER_BYTES, begin + packet.payloadLength());
    }

    /**
     * An event beside audio in pieces, which may go on meanwhile: as one of our own, so that all of
     * its packets have one time stamp.
     */
    private void event(Arrival arrival, int sentAs) {
        RtpPacket packet = arrival.packet;
        if (arrival.stream != eventStream || packet.timestamp() != eventTimestamp) {
            eventStream = arrival.stream;
            eventTimestamp = packet.timestamp();
            sender.beginEvent();
        }
        int begin = packet.payloadOffset() - RtpPacket.HEADER_BYTES;
        sender.event(arrival.buffer, begin, sentAs, packet.marker(), 0);
        send(arrival.buffer, begin, packet.payloadOffset() + packet.payloadLength());
    }

    /** Another codec, of the same clock: the other leg's numbers go on, the payload is new. */
    private void writtenAnew(Arrival arrival, int sentAs) {
        int count = arrival.count();
        if (count == 0) {
            tools.tally().add(MediaCount.PACKETS_INVALID);
            sender.omit(arrival.packet, arrival.stream);
            return;
        }
        ByteBuffer out = tools.outBuffer();
        if (!sender.relay(
                out,
                0,
                arrival.packet,
                arrival.stream,
                sentAs,
                count * writer.codec().ticks(),
                arrival.atNanos)) {
            tools.tally().add(MediaCount.PACKETS_LATE);
            return;
        }
        int bytes = writer.encode(arrival.samples(), count, out, RtpPacket.HEADER_BYTES);
        send(out, 0, RtpPacket.HEADER_BYTES + bytes);
    }

    /** A far side that takes less in a packet than this one, or counts by another clock. */
    private boolean isInPieces(Arrival arrival) {
        Codec to = writer.codec();
        return writer.packetSamples() < PacketWriter.FRAME_SAMPLES
                || arrival.codec().clockHz() != to.clockHz()
                || ticks(arrival) > writer.packetMsMax() * (to.clockHz() / SECOND_MS);
    }

    /**
     * Sends it on as audio of our own: two packets for one, or ticks of another clock, have no
     * place in the other leg's numbers.
     */
    private void inPieces(Arrival arrival, boolean quiet) {
        if (quiet) {
            var _ = sender.begin(arrival.atNanos);
            held = 0;
        }
        sender.interrupt();
        Codec to = writer.codec();
        ByteBuffer out = tools.outBuffer();
        int count = arrival.count();
        short[] piece = piece();
        for (int at = 0; at < count; ) {
            int more = Math.min(writer.packetSamples() - held, count - at);
            System.arraycopy(arrival.samples(), at, piece, held, more);
            at += more;
            held += more;
            for (int part = to.packetSamples(held); part > 0; part = to.packetSamples(held)) {
                sender.audio(out, 0, writer.audioSentAs(), part * to.ticks());
                int bytes = writer.encode(piece, part, out, RtpPacket.HEADER_BYTES);
                send(out, 0, RtpPacket.HEADER_BYTES + bytes);
                held -= part;
                System.arraycopy(piece, part, piece, 0, held);
            }
        }
    }

    private short[] piece() {
        short[] piece = waiting;
        if (piece == null) {
            piece = new short[PacketWriter.FRAME_SAMPLES];
            waiting = piece;
        }
        return piece;
    }

    private void send(ByteBuffer buffer, int begin, int end) {
        if (writer.transmit(buffer, begin, end)) {
            tools.tally().add(MediaCount.PACKETS_RELAYED);
        }
    }
}
