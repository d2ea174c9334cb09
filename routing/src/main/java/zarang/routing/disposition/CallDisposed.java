package zarang.routing.disposition;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * An agent, or somebody for it, said what a talk came to; the last one that is said holds. About
 * the call, also after its end.
 *
 * @param agent who talked in it last
 * @param queue that the caller came out of
 * @param code such as {@code sold}
 * @param notes may be empty
 * @param by who said so, such as {@code api owner}
 * @param revision 1 for what was said first; one more each time that it was changed
 */
public record CallDisposed(
        AgentId agent,
        Optional<QueueName> queue,
        String code,
        String notes,
        String by,
        int revision)
        implements Fact {
    public static final FactType<CallDisposed> TYPE =
            FactType.of("call.disposed", CallDisposed.class, CallDisposed::read).vital();

    private static CallDisposed read(FactReader from) throws UnreadableEntryException {
        return new CallDisposed(
                from.agent(),
                from.maybe("queue").map(QueueName::new),
                from.text("code"),
                from.text("notes"),
                from.text("by"),
                Math.toIntExact(from.number("revision")));
    }

    @Override
    public FactType<CallDisposed> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.agent(agent);
        queue.ifPresent(to::queue);
        to.text("code", code).text("notes", notes).text("by", by).number("revision", revision);
    }

    /** Without the notes: they are about a person. */
    @Override
    public void describe(FactWriter to) {
        to.agent(agent).text("code", code).quoted("by", by).number("revision", revision);
    }
}
