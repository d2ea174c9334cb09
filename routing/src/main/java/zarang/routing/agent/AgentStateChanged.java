package zarang.routing.agent;

import java.util.Optional;
import zarang.call.fact.CallerWait;
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
 * @param reason why the agent rests, is not ready or logged out, such as {@code missed-offers}
 * @param by who asked for it: {@code agent}, or the label of a token
 * @param served of a wrap-up: the wait that its talk had ended, if that is known
 */
public record AgentStateChanged(
        String state, Optional<String> reason, Optional<String> by, Optional<CallerWait> served)
        implements Fact {
    private static final String SINCE = "waitingSince";

    /** Several times a call, and of no interest to most receivers. */
    public static final FactType<AgentStateChanged> TYPE =
            FactType.of("agent.state-changed", AgentStateChanged.class, AgentStateChanged::read)
                    .onlyIfAsked();

    /**
     * What the fact says of a state.
     *
     * @param by who asked for it; empty if nobody did
     * @param served of a wrap-up
     */
    public static AgentStateChanged to(
            AgentState state, Optional<String> by, Optional<CallerWait> served) {
        return new AgentStateChanged(state.label(), state.why(), by, served);
    }

    private static AgentStateChanged read(FactReader from) throws UnreadableEntryException {
        return new AgentStateChanged(
                from.text("state"), from.maybe("reason"), from.maybe("by"), served(from));
    }

    private static Optional<CallerWait> served(FactReader from) throws UnreadableEntryException {
        return from.has(SINCE)
                ? Optional.of(new CallerWait(from.queue(), from.time(SINCE)))
                : Optional.empty();
    }

    @Override
    public FactType<AgentStateChanged> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("state", state);
        reason.ifPresent(why -> to.text("reason", why));
        by.ifPresent(who -> to.text("by", who));
        served.ifPresent(wait -> to.queue(wait.queue()).time(SINCE, wait.since()));
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
