package zarang.routing.callback;

import zarang.call.QueueName;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody is not to be called back any more. About the call-back.
 *
 * @param by who closed it, such as {@code api owner} or {@code caller}
 */
public record CallbackClosed(QueueName queue, CallbackResult result, String by) implements Fact {
    public static final FactType<CallbackClosed> TYPE =
            FactType.of("callback.closed", CallbackClosed.class, CallbackClosed::read).vital();

    private static CallbackClosed read(FactReader from) throws UnreadableEntryException {
        return new CallbackClosed(
                from.queue(), from.word("result", CallbackResult.class), from.text("by"));
    }

    @Override
    public FactType<CallbackClosed> type() {
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
