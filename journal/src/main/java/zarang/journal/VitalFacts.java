package zarang.journal;

import zarang.call.journal.CallFact;

/**
 * The facts for which the last tenth of a full spool is kept: what points and reports cannot do
 * without.
 */
final class VitalFacts {
    private VitalFacts() {}

    static boolean isVital(CallFact fact) {
        return switch (fact) {
            case CallFact.CallStarted f -> true;
            case CallFact.CallAnswering f -> true;
            case CallFact.CallConnected f -> true;
            case CallFact.CallerIdentified f -> true;
            case CallFact.CallEnded f -> true;
            case CallFact.PointsAwarded f -> true;
            case CallFact.RecordingReady f -> true;
            case CallFact.IvrInput f -> false;
            case CallFact.QueueJoined f -> false;
            case CallFact.QueueLeft f -> false;
            case CallFact.AgentOffered f -> false;
            case CallFact.OfferFailed f -> false;
            case CallFact.CallAnswered f -> false;
        };
    }
}
