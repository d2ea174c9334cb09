package zarang.media.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.Codec;
import zarang.media.rtp.SequenceWindow.Verdict;

/**
 * Judges the packets of one leg's source: what they are, and whether they are new. One thread.
 *
 * <p>A packet that was overtaken is still handed on, with its own sequence number: the far jitter
 * buffer can put it in its place, and nothing is delayed here. A duplicate is not: it would be
 * recorded twice and tells nobody anything. One older than 64 packets is not either: no jitter
 * buffer waits that long.
 *
 * <p>Another SSRC is believed once two of its packets come one after the other (RFC 3550 A.1), none
 * of the known source between them: two that send at once are not heard as one, the known one is.
 */
public final class RtpReceiver {
    public enum Received {
        /** A codec that is spoken: those with a static payload type are always understood. */
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

    private static final int EVENT_BYTES = 4;

    private static final int INITIAL_CODECS = 8;
    private static final int NONE = -1;

    private final SequenceWindow window = new SequenceWindow();

    private final List<Codec> spoken;

    /** By payload type: 0 for none, else one more than its codec's place in {@link #meant}. */
    private final byte[] places = new byte[128];

    private final List<Codec> meant = new ArrayList<>(INITIAL_CODECS);
    private final BitSet events = new BitSet(128);
    private int ssrc;
    private int stream;

    /** Who sent the last packet, if that was another source, and the number that would follow. */
    private int otherSsrc;

    private int otherNext = NONE;

    /** One that understands nothing but the static numbers so far. */
    public RtpReceiver(List<Codec> spoken) {
        this.spoken = spoken;
        agree(Map.of(), Set.of());
    }

    /** What was agreed. */
    public void agree(PayloadNumbers numbers) {
        agree(numbers.audioHeard(), numbers.eventsHeard());
    }

    private void agree(Map<Integer, Codec> heard, Set<Integer> eventsHeard) {
        Arrays.fill(places, (byte) 0);
        meant.clear();
        events.clear();
        for (Codec codec : spoken) {
            if (codec.staticNumber() >= 0) {
                means(codec.staticNumber(), codec);
            }
        }
        heard.forEach(this::means);
        eventsHeard.forEach(events::set);
    }

    private void means(int number, Codec codec) {
        meant.add(codec);
        places[number] = (byte) meant.size();
    }

    /** What the packet's number means; null if it is no audio. */
    public @Nullable Codec codec(RtpPacket packet) {
        int place = places[packet.payloadType()] & 0xFF;
        return place == 0 ? null : meant.get(place - 1);
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
            if (stream != 0 && !takesOver(packet)) {
                return Received.LATE;
            }
            ssrc = packet.ssrc();
            stream++;
            window.restart();
        }
        otherNext = NONE;
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

    /** Whether the packet before it was of the same other source, and the one before this. */
    private boolean takesOver(RtpPacket packet) {
        boolean follows = packet.ssrc() == otherSsrc && packet.sequence() == otherNext;
        otherSsrc = packet.ssrc();
        otherNext = (packet.sequence() + 1) & 0xFFFF;
        return follows;
    }

    private Received kind(RtpPacket packet) {
        int payloadType = packet.payloadType();
        if (events.get(payloadType)) {
            return packet.payloadLength() >= EVENT_BYTES ? Received.EVENT : Received.INVALID;
        }
        if (places[payloadType] != 0) {
            return packet.payloadLength() > 0 ? Received.AUDIO : Received.INVALID;
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
