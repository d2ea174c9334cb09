package zarang.routing.callback;

import zarang.call.QueueName;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody who was missed is off the list. About the list's entry.
 *
 * @param by who closed it, such as {@code api owner}, {@code caller} or {@code zarang}
 */
public record MissedClosed(QueueName queue, CallbackResult result, String by) implements Fact {
    public static final FactType<MissedClosed> TYPE =
            FactType.of("missed.closed", MissedClosed.class, MissedClosed::read).vital();

    private static MissedClosed read(FactReader from) throws UnreadableEntryException {
        return new MissedClosed(
                from.queue(), from.word("result", CallbackResult.class), from.text("by"));
    }

    @Override
    public FactType<MissedClosed> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).word("result", result).text("by", by);
    }

    @Override
    public void describe(FactWriter to) {
        to.queue(queue).word("result", result).quoted("by", by);
    }
}
