package zarang.call.fact;

import java.util.Optional;
import zarang.call.AgentId;

/**
 * What a supervisor did in a talk, or wanted to.
 *
 * @param agent whose talk it was; empty if nobody of the house was in it
 * @param mode {@code listen}, {@code whisper} or {@code barge}
 * @param deed {@code asked} (its phone rings), {@code joined}, {@code changed} (its mode), {@code
 *     taken-over}, {@code left}, or what became of the ringing: {@code busy}, {@code no-answer} …
 * @param by who wanted it: {@code api NAME}, or {@code phone} for its own
 */
public record CallSupervised(
        AgentId supervisor, Optional<AgentId> agent, String mode, String deed, String by)
        implements Fact {
    public static final FactType<CallSupervised> TYPE =
            FactType.of("call.supervised", CallSupervised.class, CallSupervised::read);

    private static CallSupervised read(FactReader from) throws UnreadableEntryException {
        return new CallSupervised(
                new AgentId(from.text("supervisor")),
                from.maybe("agent").map(AgentId::new),
                from.text("mode"),
                from.text("deed"),
                from.text("by"));
    }

    @Override
    public FactType<CallSupervised> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("supervisor", supervisor.value());
        agent.ifPresent(to::agent);
        to.text("mode", mode).text("deed", deed).quoted("by", by);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
