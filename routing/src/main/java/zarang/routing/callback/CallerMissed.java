package zarang.routing.callback;

import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody called and was not served: it is on the list of those who were missed. About the list's
 * entry; said once, also if it calls in vain again.
 *
 * @param inCall the call
 */
public record CallerMissed(QueueName queue, PhoneNumber number, MissedReason reason, String inCall)
        implements Fact {
    public static final FactType<CallerMissed> TYPE =
            FactType.of("caller.missed", CallerMissed.class, CallerMissed::read).vital();

    static CallerMissed of(MissedCaller missed) {
        return new CallerMissed(
                missed.queue(), missed.number(), missed.reason(), missed.call().value());
    }

    private static CallerMissed read(FactReader from) throws UnreadableEntryException {
        String reason = from.text("reason");
        return new CallerMissed(
                from.queue(),
                new PhoneNumber(from.text("number")),
                MissedReason.of(reason).orElse(MissedReason.LOST),
                from.text("inCall"));
    }

    @Override
    public FactType<CallerMissed> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).text("number", number.e164()).word("reason", reason);
        to.text("inCall", inCall);
    }

    @Override
    public void describe(FactWriter to) {
        to.queue(queue).text("number", number.toString()).word("reason", reason);
        to.text("inCall", inCall);
    }
}
