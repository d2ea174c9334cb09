package zarang.call.journal;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.recording.RecordedTalk;

/** Something that happened in a call and that others must hear of, exactly once each. */
public sealed interface CallFact {
    /** The name in webhooks and in the journal, such as {@code call.started}. */
    default String type() {
        return switch (this) {
            case CallStarted f -> "call.started";
            case CallAnswering f -> "call.answering";
            case CallConnected f -> "call.connected";
            case CallerIdentified f -> "caller.identified";
            case IvrInput f -> "ivr.input";
            case QueueJoined f -> "queue.joined";
            case QueueLeft f -> "queue.left";
            case AgentOffered f -> "agent.offered";
            case OfferFailed f -> "offer.failed";
            case CallAnswered f -> "call.answered";
            case RecordingReady f -> "recording.ready";
            case CallEnded f -> "call.ended";
            case PointsAwarded f -> "points.awarded";
        };
    }

    /**
     * A call came in and a script took it.
     *
     * @param caller the trusted number, if there is one
     * @param called the number that was dialled
     * @param trunk empty if none
     */
    record CallStarted(
            Optional<PhoneNumber> caller,
            String called,
            String trunk,
            String script,
            int scriptVersion)
            implements CallFact {}

    /**
     * The hotline is about to answer. Written before the 200 goes out, so that a process that dies
     * in the same moment has not forgotten whom it answered: without {@link CallConnected} and
     * {@link CallEnded} after it, the call counts as answered. Only the journal itself reads it;
     * consumers never see it.
     */
    record CallAnswering() implements CallFact {}

    /** The hotline answered: from here on the call is a contact, whatever becomes of it. */
    record CallConnected() implements CallFact {}

    /** The caller is a member of the club. */
    record CallerIdentified(MemberId member, Tier tier) implements CallFact {}

    /**
     * The caller chose in a menu, or failed to.
     *
     * @param outcome a menu choice, {@code no-input} or {@code no-match}
     */
    record IvrInput(String step, String outcome) implements CallFact {}

    record QueueJoined(QueueName queue, Tier tier, int position) implements CallFact {}

    /**
     * The caller stopped waiting without an agent.
     *
     * @param reason such as {@code abandoned}, {@code max-wait}, {@code full}
     * @param waitedMs since the caller began to wait this time
     */
    record QueueLeft(QueueName queue, String reason, long waitedMs) implements CallFact {}

    record AgentOffered(QueueName queue, AgentId agent) implements CallFact {}

    /**
     * An agent did not take an offer; the caller waits on.
     *
     * @param reason such as {@code no-answer}, {@code busy}
     */
    record OfferFailed(QueueName queue, AgentId agent, String reason) implements CallFact {}

    /**
     * An agent answered and the two can talk.
     *
     * @param waitedMs since the caller began to wait this time; an earlier wait or talk of the same
     *     call is not in it
     */
    record CallAnswered(QueueName queue, AgentId agent, long waitedMs) implements CallFact {}

    /**
     * A recording is whole on disk.
     *
     * @param file name below the recordings folder
     * @param sha256 lower-case hex
     * @param talk what it is of; empty if a crash left nothing but the audio
     */
    record RecordingReady(
            String recording,
            String file,
            long durationMs,
            String sha256,
            boolean repaired,
            Optional<RecordedTalk> talk)
            implements CallFact {}

    /**
     * The call is over; the last fact of the call path.
     *
     * @param member the member who called, if the call path identified one in time
     * @param caller the trusted number, if there is one: while Redis was away the member is found
     *     by it afterwards
     * @param queue the last queue that the caller waited in
     * @param answered whether the hotline answered, whatever became of it then
     */
    record CallEnded(
            Optional<MemberId> member,
            Optional<PhoneNumber> caller,
            Optional<QueueName> queue,
            boolean answered,
            CallTermination termination,
            CallTimes times)
            implements CallFact {}

    /**
     * Points were put on an account.
     *
     * @param rule id of the earning rule
     * @param balance available after it
     */
    record PointsAwarded(MemberId member, String rule, Points amount, Points balance)
            implements CallFact {}
}
