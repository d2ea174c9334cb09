package zarang.sip.transport;

import java.time.Duration;
import zarang.sip.source.SourceLimits;

/**
 * Bounds of the transports.
 *
 * @param maxConnections live TCP connections, both directions; for one more, the one that was
 *     silent longest and carries neither a registration nor a call is closed
 * @param sourceConnections those that one source may have which carry neither; one more is closed
 *     at once. 64: the phones of an office while they register
 * @param trunkConnections the same of a trunk's address
 * @param halfMessage how long a connection may hold an unfinished message, or none since a peer
 *     opened it, before it is closed
 * @param unproven how long a peer's connection may be without a message that never brought one
 *     which was granted; pings do not count
 * @param idle how long any other may be silent. One that carries a registration or a call lives as
 *     long as that does
 * @param connect how long a connection may take to be made
 * @param waitingMax messages that wait for a connection being made; more fail
 * @param unsentMax bytes that a peer may leave unread before its connection is closed
 * @param udpBuffer bytes of socket buffer each way, as far as the kernel gives them: a burst of
 *     1,000 INVITEs fits
 * @param limits how many datagrams of one source are read
 */
public record TransportSettings(
        int maxConnections,
        int sourceConnections,
        int trunkConnections,
        Duration halfMessage,
        Duration unproven,
        Duration idle,
        Duration connect,
        int waitingMax,
        int unsentMax,
        int udpBuffer,
        SourceLimits limits) {
    /** Datagrams a second of one address: of one that is nothing to us, and of a trunk. */
    private static final SourceLimits LIMITS = SourceLimits.of(200, 4_000);

    public static final TransportSettings STANDARD =
            new TransportSettings(
                    4_096,
                    64,
                    1_024,
                    Duration.ofSeconds(16),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(4),
                    32,
                    262_144,
                    4_194_304,
                    LIMITS);

    /** With other bounds for each source. */
    public TransportSettings withSources(int connections, SourceLimits datagrams) {
        return new TransportSettings(
                maxConnections,
                connections,
                Math.max(connections, trunkConnections),
                halfMessage,
                unproven,
                idle,
                connect,
                waitingMax,
                unsentMax,
                udpBuffer,
                datagrams);
    }
}
