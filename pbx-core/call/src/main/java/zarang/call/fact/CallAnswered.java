package zarang.call.fact;

import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * An agent answered and the two can talk.
 *
 * @param waitedMs since the caller began to wait this time; an earlier wait or talk of the same
 *     call is not in it
 */
public record CallAnswered(QueueName queue, AgentId agent, long waitedMs) implements Fact {
    public static final FactType<CallAnswered> TYPE =
            FactType.of("call.answered", CallAnswered.class, CallAnswered::read)
                    .marks(CallMark.TALKING);

    private static CallAnswered read(FactReader from) throws UnreadableEntryException {
        return new CallAnswered(from.queue(), from.agent(), from.number("waitedMs"));
    }

    @Override
    public FactType<CallAnswered> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).agent(agent).number("waitedMs", waitedMs);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
