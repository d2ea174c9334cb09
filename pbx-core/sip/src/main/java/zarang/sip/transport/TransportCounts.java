package zarang.sip.transport;

/**
 * What the transports have seen, for metrics.
 *
 * @param received messages that could be read
 * @param sent messages given to a socket
 * @param malformed messages that could not be read
 * @param keepAlives pings and empty datagrams
 * @param sendFailures messages that did not leave
 * @param floodDropped datagrams that nobody read, since their source had sent too many
 * @param bannedDropped datagrams, connections and messages of sources that are banned
 * @param floodHeld times that a TCP connection was not read for a while for the same reason
 * @param overloadForgotten INVITEs that nobody read, since they had waited for seconds
 * @param connections live TCP connections
 * @param connectionsRefused for the bound on connections, of one source or of all
 * @param connectionsReplaced idle ones closed to make room for another
 * @param closedIdle connections closed because they were silent for too long
 * @param closedUnframed connections closed because the end of a message could not be told, or it
 *     was too large
 * @param closedHalf connections closed over an unfinished message
 * @param closedUnread connections closed because the peer did not read
 */
public record TransportCounts(
        long received,
        long sent,
        long malformed,
        long keepAlives,
        long sendFailures,
        long floodDropped,
        long bannedDropped,
        long floodHeld,
        long overloadForgotten,
        int connections,
        long connectionsRefused,
        long connectionsReplaced,
        long closedIdle,
        long closedUnframed,
        long closedHalf,
        long closedUnread) {}
