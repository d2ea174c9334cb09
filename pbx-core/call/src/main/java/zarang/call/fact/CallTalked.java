package zarang.call.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.recording.RecordedTalk.Direction;

/**
 * A talk of the call is over. A process that dies during a talk leaves none. Of three or more who
 * talk, each has its own, from when it came to when it went; a caller only if it is an agent.
 *
 * @param agent of the house; empty if it was nobody of it
 * @param queue the line that the caller had waited in, in this call, also before it was handed on
 * @param waitingSince when the wait began that this talk ended; empty if none did, as of a caller
 *     who was handed on
 * @param talkMs in which the two heard each other
 * @param holdMs in which they did not, since one had the other on hold
 */
public record CallTalked(
        Optional<AgentId> agent,
        Optional<QueueName> queue,
        Optional<Instant> waitingSince,
        Direction direction,
        long talkMs,
        long holdMs)
        implements Fact {
    public static final FactType<CallTalked> TYPE =
            FactType.of("call.talked", CallTalked.class, CallTalked::read);

    /**
     * Of a talk.
     *
     * @param served the wait that it ended
     * @param whole from its first moment to its last
     */
    public static CallTalked of(
            Optional<AgentId> agent,
            Optional<QueueName> queue,
            Optional<CallerWait> served,
            Direction direction,
            Duration whole,
            Duration held) {
        return new CallTalked(
                agent,
                queue,
                served.map(CallerWait::since),
                direction,
                whole.minus(held).toMillis(),
                held.toMillis());
    }

    private static CallTalked read(FactReader from) throws UnreadableEntryException {
        return new CallTalked(
                from.maybe("agent").map(AgentId::new),
                from.maybe("queue").map(QueueName::new),
                from.maybeTime(CallerWait.SINCE),
                from.word("direction", Direction.class),
                from.number("talkMs"),
                from.number("holdMs"));
    }

    @Override
    public FactType<CallTalked> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        agent.ifPresent(to::agent);
        queue.ifPresent(to::queue);
        waitingSince.ifPresent(since -> to.time(CallerWait.SINCE, since));
        to.word("direction", direction).number("talkMs", talkMs).number("holdMs", holdMs);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
