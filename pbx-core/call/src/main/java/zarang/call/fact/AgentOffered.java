package zarang.call.fact;

import zarang.call.AgentId;
import zarang.call.QueueName;

/** An agent's phone rings for the caller. */
public record AgentOffered(QueueName queue, AgentId agent) implements Fact {
    public static final FactType<AgentOffered> TYPE =
            FactType.of(
                            "agent.offered",
                            AgentOffered.class,
                            from -> new AgentOffered(from.queue(), from.agent()))
                    .marks(CallMark.ANSWERED);

    @Override
    public FactType<AgentOffered> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).agent(agent);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
