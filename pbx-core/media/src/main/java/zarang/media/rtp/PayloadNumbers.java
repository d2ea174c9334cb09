package zarang.media.rtp;

import java.util.Set;

/**
 * The numbers that packets of a leg carry, and how much each holds. Each side receives under the
 * numbers that it named itself (RFC 3264 §5.1), so the two ways may differ.
 *
 * @param audioSentAs payload type that the other side takes the agreed G.711 law under, 0–127
 * @param pcmaHeard payload types that mean PCMA beside 8
 * @param pcmuHeard payload types that mean PCMU beside 0
 * @param eventsHeard payload types of telephone events that are understood
 * @param packetMs most ms of audio in a packet that the other side takes, 5 to 20, a multiple of 5
 */
public record PayloadNumbers(
        int audioSentAs,
        Set<Integer> pcmaHeard,
        Set<Integer> pcmuHeard,
        Set<Integer> eventsHeard,
        int packetMs) {
    /** What a packet holds where nothing less is asked for. */
    public static final int PACKET_MS = 20;

    public PayloadNumbers {
        pcmaHeard = Set.copyOf(pcmaHeard);
        pcmuHeard = Set.copyOf(pcmuHeard);
        eventsHeard = Set.copyOf(eventsHeard);
        if (audioSentAs < 0 || audioSentAs > 127) {
            throw new IllegalArgumentException("payload type " + audioSentAs);
        }
        if (packetMs < 5 || packetMs > PACKET_MS || packetMs % 5 != 0) {
            throw new IllegalArgumentException(packetMs + " ms of audio in a packet");
        }
    }

    /** The static numbers, and one for events. */
    public static PayloadNumbers usual(int payloadType, int telephoneEvent) {
        return new PayloadNumbers(
                payloadType,
                Set.of(),
                Set.of(),
                telephoneEvent < 0 ? Set.of() : Set.of(telephoneEvent),
                PACKET_MS);
    }
}
