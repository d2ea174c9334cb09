package zarang.media.rtp;

import zarang.media.codec.G711;
import zarang.media.rtp.SequenceWindow.Verdict;

/**
 * Judges the packets of one leg's source: what they are, and whether they are new. One thread.
 *
 * <p>A packet that was overtaken is still handed on, with its own sequence number: the far jitter
 * buffer can put it in its place, and nothing is delayed here. A duplicate is not: it would be
 * recorded twice and tells nobody anything. One older than 64 packets is not either: no jitter
 * buffer waits that long.
 */
public final class RtpReceiver {
    public enum Received {
        /** G.711 of either law: both payload types are static, so either is understood. */
        AUDIO,
        /** A telephone event (RFC 4733). */
        EVENT,
        /** Comfort noise (RFC 3389), payload type 13: a sign of life, nothing to hear. */
        COMFORT_NOISE,
        UNAGREED,
        INVALID,
        DUPLICATE,
        LATE
    }

    private static final int COMFORT_NOISE_PT = 13;

    /** No number of a packet: those end at 127. */
    private static final int EVENT = -1;

    private static final int EVENT_BYTES = 4;

    private final SequenceWindow window = new SequenceWindow();

    /** The static payload type that each number means for this leg; {@link #EVENT} for events. */
    private final byte[] meanings = new byte[128];

    private int ssrc;
    private int stream;

    public RtpReceiver() {
        agree(PayloadNumbers.usual(G711.PCMA, -1));
    }

    /** What was agreed. */
    public void agree(PayloadNumbers numbers) {
        for (int number = 0; number < meanings.length; number++) {
            boolean event = numbers.eventsHeard().contains(number);
            boolean pcma = numbers.pcmaHeard().contains(number);
            boolean pcmu = numbers.pcmuHeard().contains(number);
            meanings[number] =
                    (byte) (event ? EVENT : pcma ? G711.PCMA : pcmu ? G711.PCMU : number);
        }
    }

    /** Gives a packet the payload type that its number means. Before it is judged. */
    public void translate(RtpPacket packet) {
        packet.renumber(meanings[packet.payloadType()]);
    }

    /** Whether the payload type is one that was agreed or is always understood. */
    public boolean understands(RtpPacket packet) {
        return kind(packet) != Received.UNAGREED;
    }

    public Received on(RtpPacket packet) {
        Received kind = kind(packet);
        if (kind == Received.UNAGREED || kind == Received.INVALID) {
            return kind;
        }
        if (stream == 0 || packet.ssrc() != ssrc) {
            ssrc = packet.ssrc();
            stream++;
            window.restart();
        }
        Verdict verdict = window.on(packet.sequence());
        return switch (verdict) {
            case NEW, REORDERED -> kind;
            case RESTARTED -> {
                stream++;
                yield kind;
            }
            case DUPLICATE -> Received.DUPLICATE;
            case LATE, SUSPECT -> Received.LATE;
        };
    }

    private Received kind(RtpPacket packet) {
        int payloadType = packet.payloadType();
        if (payloadType == G711.PCMA || payloadType == G711.PCMU) {
            return packet.payloadLength() > 0 ? Received.AUDIO : Received.INVALID;
        }
        if (payloadType == EVENT) {
            return packet.payloadLength() >= EVENT_BYTES ? Received.EVENT : Received.INVALID;
        }
        return payloadType == COMFORT_NOISE_PT ? Received.COMFORT_NOISE : Received.UNAGREED;
    }

    /**
     * Number of the stream that the last packet belongs to: grows with each SSRC and each new count
     * of sequence numbers. 0 before the first packet.
     */
    public int stream() {
        return stream;
    }
}
