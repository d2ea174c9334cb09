package zarang.sip.transport;

/**
 * What the transports have seen, for metrics.
 *
 * @param received messages that could be read
 * @param sent messages given to a socket
 * @param malformed messages that could not be read
 * @param keepAlives pings and empty datagrams
 * @param sendFailures messages that did not leave
 * @param connections live TCP connections
 * @param connectionsRefused for the bound on connections
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
        int connections,
        long connectionsRefused,
        long closedUnframed,
        long closedHalf,
        long closedUnread) {}
