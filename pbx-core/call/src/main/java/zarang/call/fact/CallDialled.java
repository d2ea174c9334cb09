package zarang.call.fact;

import java.util.Optional;
import zarang.call.AgentId;

/**
 * Somebody was rung for an agent's call, to take a caller over, or for a script, and this came of
 * it.
 *
 * @param by the agent who wanted it; empty if it was a script
 * @param to the colleague; empty for a number outside
 * @param outcome {@code answered}, {@code busy}, {@code no-answer}, {@code rejected}, {@code
 *     unreachable} or {@code cancelled}; or why it was not rung, such as {@code no-rule}
 * @param script the script that wanted it; empty if it was an agent
 */
public record CallDialled(
        Optional<AgentId> by, Optional<AgentId> to, String outcome, Optional<String> script)
        implements Fact {
    /** An agent wanted it. */
    public CallDialled(AgentId by, Optional<AgentId> to, String outcome) {
        this(Optional.of(by), to, outcome, Optional.empty());
    }

    /** A script wanted it. */
    public static CallDialled byScript(String script, Optional<AgentId> to, String outcome) {
        return new CallDialled(Optional.empty(), to, outcome, Optional.of(script));
    }

    public static final FactType<CallDialled> TYPE =
            FactType.of("call.dialled", CallDialled.class, CallDialled::read);

    private static CallDialled read(FactReader from) throws UnreadableEntryException {
        return new CallDialled(
                from.maybe("by").map(AgentId::new),
                from.maybe("to").map(AgentId::new),
                from.text("outcome"),
                from.maybe("script"));
    }

    @Override
    public FactType<CallDialled> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        by.ifPresent(agent -> to.text("by", agent.value()));
        this.to.ifPresent(agent -> to.text("to", agent.value()));
        to.text("outcome", outcome);
        script.ifPresent(name -> to.text("script", name));
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
