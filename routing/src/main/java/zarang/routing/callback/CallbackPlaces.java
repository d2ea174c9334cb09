package zarang.routing.callback;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.queue.Places;

/** A caller who is to be called back and calls before that has the place of its call-back. */
record CallbackPlaces(Places kept, KnownCallbacks known) implements Places {
    @Override
    public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
        kept.keep(call, caller, queue, since);
    }

    @Override
    public void forget(CallId call) {
        kept.forget(call);
    }

    @Override
    public Optional<Instant> left(PhoneNumber caller, QueueName queue) {
        return Stream.concat(
                        kept.left(caller, queue).stream(),
                        known.find(queue, caller).map(each -> each.place().since()).stream())
                .min(Instant::compareTo);
    }
}
