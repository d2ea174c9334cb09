package zarang.sip.transaction;

/**
 * What the layer has seen, for metrics.
 *
 * @param liveServer server transactions now
 * @param liveClient client transactions now
 * @param retransmissionsReceived requests that came again
 * @param malformedAnswered broken requests that got an answer
 * @param malformedDropped broken messages that got none
 * @param merged requests refused with 482
 * @param refused requests refused with 503 for the bound on transactions
 * @param overload INVITEs refused with 503 because they had waited too long for the control loop
 * @param stateless requests answered without a transaction
 * @param strayResponses responses that fit no transaction, 2xx to INVITE apart
 * @param userFailures exceptions out of the user of this layer
 */
public record TransactionCounts(
        int liveServer,
        int liveClient,
        long retransmissionsReceived,
        long malformedAnswered,
        long malformedDropped,
        long merged,
        long refused,
        long overload,
        long stateless,
        long strayResponses,
        long userFailures) {}
