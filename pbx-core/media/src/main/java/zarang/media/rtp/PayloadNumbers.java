package zarang.media.rtp;

import java.util.Map;
import java.util.Set;
import zarang.media.codec.Codec;

/**
 * The numbers that packets of a leg carry, and how much each holds. Each side receives under the
 * numbers that it named itself (RFC 3264 §5.1), so the two ways may differ.
 *
 * @param audioSentAs payload type that the other side takes the agreed codec under, 0–127
 * @param audioHeard what numbers mean beside the static ones of RFC 3551
 * @param eventsHeard payload types of telephone events that are understood
 * @param packetMs ms of audio in a packet that the other side is sent, 5 to 20, a multiple of 5
 * @param packetMsMax most ms that a packet sent on to it may hold, {@code packetMs} to {@value
 *     #ANY_MS}: longer ones go in pieces
 */
public record PayloadNumbers(
        int audioSentAs,
        Map<Integer, Codec> audioHeard,
        Set<Integer> eventsHeard,
        int packetMs,
        int packetMsMax) {
    /** What a packet holds where nothing less is asked for. */
    public static final int PACKET_MS = 20;

    /** Longer than any packet. */
    public static final int ANY_MS = 1000;

    public PayloadNumbers {
        audioHeard = Map.copyOf(audioHeard);
        eventsHeard = Set.copyOf(eventsHeard);
        if (audioSentAs < 0 || audioSentAs > 127) {
            throw new IllegalArgumentException("payload type " + audioSentAs);
        }
        if (packetMs < 5 || packetMs > PACKET_MS || packetMs % 5 != 0) {
            throw new IllegalArgumentException(packetMs + " ms of audio in a packet");
        }
        if (packetMsMax < packetMs || packetMsMax > ANY_MS) {
            throw new IllegalArgumentException(packetMsMax + " ms in a packet at most");
        }
    }

    /** The codec's static number, and one for events. */
    public static PayloadNumbers usual(Codec codec, int telephoneEvent) {
        return new PayloadNumbers(
                codec.staticNumber(),
                Map.of(),
                telephoneEvent < 0 ? Set.of() : Set.of(telephoneEvent),
                PACKET_MS,
                ANY_MS);
    }
}
