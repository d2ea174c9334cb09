package zarang.call.fact;

import java.util.Optional;
import zarang.call.AgentId;

/**
 * Somebody was rung for an agent's call, or to take a caller over, and this came of it.
 *
 * @param by the agent who wanted it
 * @param to the colleague; empty for a number outside
 * @param outcome {@code answered}, {@code busy}, {@code no-answer}, {@code rejected}, {@code
 *     unreachable} or {@code cancelled}; or why it was not rung, such as {@code no-rule}
 */
public record CallDialled(AgentId by, Optional<AgentId> to, String outcome) implements Fact {
    public static final FactType<CallDialled> TYPE =
            FactType.of("call.dialled", CallDialled.class, CallDialled::read);

    private static CallDialled read(FactReader from) throws UnreadableEntryException {
        return new CallDialled(
                new AgentId(from.text("by")),
                from.maybe("to").map(AgentId::new),
                from.text("outcome"));
    }

    @Override
    public FactType<CallDialled> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by.value());
        this.to.ifPresent(agent -> to.text("to", agent.value()));
        to.text("outcome", outcome);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
