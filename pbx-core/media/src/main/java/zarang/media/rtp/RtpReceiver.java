package zarang.media.rtp;

import java.util.Arrays;
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

    private final SequenceWindow window = new SequenceWindow();

    private final List<Codec> spoken;

    /** By payload type. */
    private final @Nullable Codec[] codecs = new Codec[128];

    private final boolean[] events = new boolean[128];
    private int ssrc;
    private int stream;

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
        Arrays.fill(codecs, null);
        Arrays.fill(events, false);
        for (Codec codec : spoken) {
            if (codec.staticNumber() >= 0) {
                codecs[codec.staticNumber()] = codec;
            }
        }
        heard.forEach((number, codec) -> codecs[number] = codec);
        eventsHeard.forEach(number -> events[number] = true);
    }

    /** What the packet's number means; null if it is no audio. */
    public @Nullable Codec codec(RtpPacket packet) {
        return codecs[packet.payloadType()];
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
        if (events[payloadType]) {
            return packet.payloadLength() >= EVENT_BYTES ? Received.EVENT : Received.INVALID;
        }
        if (codecs[payloadType] != null) {
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
