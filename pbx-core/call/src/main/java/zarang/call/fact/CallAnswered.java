package zarang.call.fact;

import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * An agent answered and the two can talk.
 *
 * @param waitedMs since the caller began to wait this time; an earlier wait or talk of the same
 *     call is not in it
 * @param waitingSince when that was; earlier versions do not say it
 */
public record CallAnswered(
        QueueName queue, AgentId agent, long waitedMs, Optional<Instant> waitingSince)
        implements Fact {
    public static final FactType<CallAnswered> TYPE =
            FactType.of("call.answered", CallAnswered.class, CallAnswered::read)
                    .marks(CallMark.TALKING);

    private static CallAnswered read(FactReader from) throws UnreadableEntryException {
        return new CallAnswered(
                from.queue(),
                from.agent(),
                from.number("waitedMs"),
                from.maybeTime(CallerWait.SINCE));
    }

    @Override
    public FactType<CallAnswered> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).agent(agent).number("waitedMs", waitedMs);
        waitingSince.ifPresent(since -> to.time(CallerWait.SINCE, since));
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
