package zarang.sip.transport;

/** The running counts. Control loop only. */
final class Tally {
    long received;
    long sent;
    long malformed;
    long keepAlives;
    long sendFailures;
    long connectionsRefused;
    long closedUnframed;
    long closedHalf;
    long closedUnread;

    TransportCounts counts(int connections) {
        return new TransportCounts(
                received,
                sent,
                malformed,
                keepAlives,
                sendFailures,
                connections,
                connectionsRefused,
                closedUnframed,
                closedHalf,
                closedUnread);
    }
}
