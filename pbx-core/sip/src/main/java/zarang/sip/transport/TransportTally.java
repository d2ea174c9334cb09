package zarang.sip.transport;

/** The running counts. Control loop only. */
final class TransportTally {
    long received;
    long sent;
    long malformed;
    long keepAlives;
    long sendFailures;
    long floodDropped;
    long bannedDropped;
    long floodHeld;
    long overloadForgotten;
    long connectionsRefused;
    long connectionsReplaced;
    long closedIdle;
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
                floodDropped,
                bannedDropped,
                floodHeld,
                overloadForgotten,
                connections,
                connectionsRefused,
                connectionsReplaced,
                closedIdle,
                closedUnframed,
                closedHalf,
                closedUnread);
    }
}
