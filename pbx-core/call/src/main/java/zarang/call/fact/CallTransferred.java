package zarang.call.fact;

import java.util.Optional;
import zarang.call.AgentId;

/**
 * An agent handed the caller on, and who was to take over has done so.
 *
 * @param by who talked with the caller before; empty if that was somebody outside
 * @param to the colleague; empty for a number outside
 * @param attended whether {@code by} had talked with {@code to} first
 * @param script the script that has the caller now; empty if somebody has it
 */
public record CallTransferred(
        Optional<AgentId> by, Optional<AgentId> to, boolean attended, Optional<String> script)
        implements Fact {
    /** To somebody. */
    public CallTransferred(Optional<AgentId> by, Optional<AgentId> to, boolean attended) {
        this(by, to, attended, Optional.empty());
    }

    public static final FactType<CallTransferred> TYPE =
            FactType.of("call.transferred", CallTransferred.class, CallTransferred::read);

    private static CallTransferred read(FactReader from) throws UnreadableEntryException {
        return new CallTransferred(
                from.maybe("by").map(AgentId::new),
                from.maybe("to").map(AgentId::new),
                from.flag("attended"),
                from.maybe("script"));
    }

    @Override
    public FactType<CallTransferred> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        by.ifPresent(agent -> to.text("by", agent.value()));
        this.to.ifPresent(agent -> to.text("to", agent.value()));
        to.flag("attended", attended);
        script.ifPresent(name -> to.text("script", name));
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
