package zarang.call.actor;

import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.queue.Places;
import zarang.call.queue.QueueCommand;

/**
 * Has the place of one call kept for as long as its caller waits, if the number is trusted. A place
 * that could not be kept is no reason to end a call.
 */
record PlaceKeeping(Places places, CallId call, Optional<PhoneNumber> caller) {
    void note(QueueCommand command) {
        switch (command) {
            case QueueCommand.Join join ->
                    caller.ifPresent(
                            number -> places.keep(call, number, join.queue(), join.enqueuedAt()));
            case QueueCommand.Leave leave -> forget();
            case QueueCommand.OfferAnswered answered -> forget();
            case QueueCommand.OfferFailed failed -> {}
            case QueueCommand.TalkEnded ended -> {}
            case QueueCommand.NobodyThere nobody -> {}
            case QueueCommand.Engage engage -> {}
            case QueueCommand.Disengage disengage -> {}
            case QueueCommand.AskPlace ask -> {}
        }
    }

    void forget() {
        places.forget(call);
    }
}
