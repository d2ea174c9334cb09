package zarang.sip.transaction;

/** The running counts. Control loop only. */
final class TransactionTally {
    long retransmissionsReceived;
    long malformedAnswered;
    long malformedDropped;
    long merged;
    long refused;
    long overload;
    long stateless;
    long strayResponses;
    long userFailures;

    TransactionCounts counts(int liveServer, int liveClient) {
        return new TransactionCounts(
                liveServer,
                liveClient,
                retransmissionsReceived,
                malformedAnswered,
                malformedDropped,
                merged,
                refused,
                overload,
                stateless,
                strayResponses,
                userFailures);
    }
}
