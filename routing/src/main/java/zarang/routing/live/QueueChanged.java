package zarang.routing.live;

import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody set a queue otherwise while servers run. About the queue.
 *
 * @param by who, such as {@code api owner}
 * @param what is otherwise, such as {@code wrap-up 5s -> 10s}; several with semicolons
 */
public record QueueChanged(String by, String what) implements Fact {
    public static final FactType<QueueChanged> TYPE =
            FactType.of("queue.changed", QueueChanged.class, QueueChanged::read).onlyIfAsked();

    private static QueueChanged read(FactReader from) throws UnreadableEntryException {
        return new QueueChanged(from.text("by"), from.text("what"));
    }

    @Override
    public FactType<QueueChanged> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by).text("what", what);
    }

    @Override
    public void describe(FactWriter to) {
        to.quoted("by", by).quoted("what", what);
    }
}
