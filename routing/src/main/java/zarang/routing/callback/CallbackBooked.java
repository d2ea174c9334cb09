package zarang.routing.callback;

import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody is to be called back. About the call-back.
 *
 * @param askedIn the call in which it was asked, if it was in one
 */
public record CallbackBooked(
        QueueName queue, PhoneNumber number, Optional<CallId> askedIn, String note)
        implements Fact {
    public static final FactType<CallbackBooked> TYPE =
            FactType.of("callback.booked", CallbackBooked.class, CallbackBooked::read).vital();

    static CallbackBooked of(Callback callback) {
        return new CallbackBooked(
                callback.queue(), callback.number(), callback.call(), callback.note());
    }

    private static CallbackBooked read(FactReader from) throws UnreadableEntryException {
        return new CallbackBooked(
                from.queue(),
                new PhoneNumber(from.text("number")),
                from.maybe("askedIn").map(CallId::new),
                from.text("note"));
    }

    @Override
    public FactType<CallbackBooked> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).text("number", number.e164());
        askedIn.ifPresent(id -> to.text("askedIn", id.toString()));
        to.text("note", note);
    }

    @Override
    public void describe(FactWriter to) {
        to.queue(queue).text("number", number.toString());
        askedIn.ifPresent(id -> to.text("askedIn", id.toString()));
        to.quoted("note", note);
    }
}
