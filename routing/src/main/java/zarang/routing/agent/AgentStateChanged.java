package zarang.routing.agent;

import java.util.Optional;
import zarang.call.Words;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * An agent does something else from now on: what reports of occupancy are made from. About the
 * agent.
 *
 * @param state as {@link AgentState#label()} names it
 * @param reason why the agent rests or is not ready, such as {@code missed-offers}
 */
public record AgentStateChanged(String state, Optional<String> reason) implements Fact {
    /** Several times a call, and of no interest to most receivers. */
    public static final FactType<AgentStateChanged> TYPE =
            FactType.of("agent.state-changed", AgentStateChanged.class, AgentStateChanged::read)
                    .onlyIfAsked();

    /** What the fact says of a state. */
    public static AgentStateChanged to(AgentState state) {
        Optional<Enum<?>> reason =
                switch (state) {
                    case AgentState.Resting s -> Optional.of(s.reason());
                    case AgentState.NotReady s -> Optional.of(s.reason());
                    case AgentState.LoggedOut _,
                            AgentState.Available _,
                            AgentState.Reserved _,
                            AgentState.OnCall _,
                            AgentState.Engaged _,
                            AgentState.WrapUp _ ->
                            Optional.empty();
                };
        return new AgentStateChanged(state.label(), reason.map(Words::of));
    }

    private static AgentStateChanged read(FactReader from) throws UnreadableEntryException {
        return new AgentStateChanged(from.text("state"), from.maybe("reason"));
    }

    @Override
    public FactType<AgentStateChanged> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("state", state);
        reason.ifPresent(why -> to.text("reason", why));
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
