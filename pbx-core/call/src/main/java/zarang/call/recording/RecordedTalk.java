package zarang.call.recording;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * What a recording is of, so that it can be found and matched with the call. The times are the
 * call's own, not those of a file. Says nothing about the caller.
 *
 * @param queue the line that the caller had waited in; empty if none
 * @param agent who talked with the caller; empty if the caller spoke alone
 * @param box where the caller left a message, such as {@code complaints}; empty if it was none
 * @param callStartedAt when the call came in
 * @param answeredAt when the hotline answered it; empty if it was bridged without
 * @param startedAt when caller and agent were bridged, or the caller began to speak: the beginning
 *     of the recording's time line
 */
public record RecordedTalk(
        Optional<QueueName> queue,
        Optional<AgentId> agent,
        Optional<String> box,
        Direction direction,
        Instant callStartedAt,
        Optional<Instant> answeredAt,
        Instant startedAt) {
    /** In whole milliseconds, as all times of a call. */
    public RecordedTalk {
        callStartedAt = callStartedAt.truncatedTo(ChronoUnit.MILLIS);
        answeredAt = answeredAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** With an agent. */
    public RecordedTalk(
            Optional<QueueName> queue,
            AgentId agent,
            Direction direction,
            Instant callStartedAt,
            Optional<Instant> answeredAt,
            Instant startedAt) {
        this(
                queue,
                Optional.of(agent),
                Optional.empty(),
                direction,
                callStartedAt,
                answeredAt,
                startedAt);
    }

    /** Who called whom, seen from the contact centre. */
    public enum Direction {
        INBOUND,
        /** An agent called a number outside. */
        OUTBOUND,
        /** An agent called a colleague. */
        INTERNAL,
        /** A caller spoke alone, for somebody who listens later. */
        MESSAGE
    }
}
