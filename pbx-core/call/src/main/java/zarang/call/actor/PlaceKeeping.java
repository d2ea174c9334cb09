package zarang.call.actor;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.queue.Places;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;

/**
 * Has the place of one call kept for as long as its caller waits, if the number is trusted, and
 * looks once for one that the number left behind. A place that could not be kept is no reason to
 * end a call. Control loop.
 */
final class PlaceKeeping {
    private final Places places;
    private final CallId call;
    private final Optional<PhoneNumber> caller;
    private final BiConsumer<QueueName, Duration> regained;
    private boolean looked;

    /**
     * @param caller the trusted number, if there is one
     * @param regained told where the caller had waited before this call, and for how long
     */
    PlaceKeeping(
            Places places,
            CallId call,
            Optional<PhoneNumber> caller,
            BiConsumer<QueueName, Duration> regained) {
        this.places = places;
        this.call = call;
        this.caller = caller;
        this.regained = regained;
    }

    void note(QueueCommand command) {
        switch (command) {
            case QueueCommand.Join join -> caller.ifPresent(number -> waits(number, join));
            case QueueCommand.Leave leave -> left(leave.reason());
            case QueueCommand.OfferAnswered answered -> places.served(call);
            case QueueCommand.OfferFailed failed -> {}
            case QueueCommand.TalkEnded ended -> {}
            case QueueCommand.NobodyThere nobody -> {}
            case QueueCommand.Engage engage -> {}
            case QueueCommand.Disengage disengage -> {}
            case QueueCommand.AskPlace ask -> {}
        }
    }

    private void waits(PhoneNumber number, QueueCommand.Join join) {
        places.keep(call, number, join.queue(), join.enqueuedAt());
        if (!looked) {
            looked = true;
            places.regain(
                    call, number, join.queue(), waited -> regained.accept(join.queue(), waited));
        }
    }

    private void left(LeaveReason why) {
        switch (why) {
            case ABANDONED, CALL_FAILED -> places.dropped(call);
            case PICKED_UP -> places.served(call);
            case LEFT_BY_KEY -> places.forget(call);
        }
    }

    /** The call has ended in order. */
    void forget() {
        places.forget(call);
    }

    /** The call has failed. */
    void dropped() {
        places.dropped(call);
    }
}
