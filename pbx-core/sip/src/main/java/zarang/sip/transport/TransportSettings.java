package zarang.sip.transport;

import java.time.Duration;

/**
 * Bounds of the transports.
 *
 * @param maxConnections live TCP connections, both directions; one more is closed at once
 * @param halfMessage how long a connection may hold an unfinished message, or none since a peer
 *     opened it, before it is closed
 * @param idle how long a connection may be silent; phones keep theirs alive more often
 * @param connect how long a connection may take to be made
 * @param waitingMax messages that wait for a connection being made; more fail
 * @param unsentMax bytes that a peer may leave unread before its connection is closed
 * @param udpBuffer bytes of socket buffer each way: a burst of 1,000 INVITEs fits
 */
public record TransportSettings(
        int maxConnections,
        Duration halfMessage,
        Duration idle,
        Duration connect,
        int waitingMax,
        int unsentMax,
        int udpBuffer) {
    public static final TransportSettings STANDARD =
            new TransportSettings(
                    4_096,
                    Duration.ofSeconds(16),
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(4),
                    32,
                    262_144,
                    2_097_152);
}
