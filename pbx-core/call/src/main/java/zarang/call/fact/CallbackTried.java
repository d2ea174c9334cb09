package zarang.call.fact;

import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * An agent was there to call somebody back, and this came of it.
 *
 * @param callback its id
 * @param outcome {@code answered}, {@code busy}, {@code no-answer}, {@code rejected}, {@code
 *     unreachable}, {@code wrong-number}, or {@code cancelled} where the agent gave up; {@code
 *     not-now} where nobody was dialled; or why it may not be, such as {@code no-rule}
 */
public record CallbackTried(String callback, QueueName queue, AgentId agent, String outcome)
        implements Fact {
    public static final FactType<CallbackTried> TYPE =
            FactType.of("callback.tried", CallbackTried.class, CallbackTried::read);

    private static CallbackTried read(FactReader from) throws UnreadableEntryException {
        return new CallbackTried(
                from.text("callback"), from.queue(), from.agent(), from.text("outcome"));
    }

    @Override
    public FactType<CallbackTried> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("callback", callback).queue(queue).agent(agent).text("outcome", outcome);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
