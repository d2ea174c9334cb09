package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Places;

/** A caller who is to be called back and calls before that has the place of its call-back. */
record CallbackPlaces(ControlLoop loop, Places kept, KnownCallbacks known) implements Places {
    @Override
    public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
        kept.keep(call, caller, queue, since);
    }

    @Override
    public void served(CallId call) {
        kept.served(call);
    }

    @Override
    public void forget(CallId call) {
        kept.forget(call);
    }

    @Override
    public void dropped(CallId call) {
        kept.dropped(call);
    }

    /** Of a place that the caller left too, the better one counts. */
    @Override
    public void regain(
            CallId call, PhoneNumber caller, QueueName queue, Consumer<Duration> regained) {
        kept.regain(call, caller, queue, regained);
        known.find(queue, caller)
                .map(booked -> Duration.between(booked.place().since(), loop.instant()))
                .filter(Duration::isPositive)
                .ifPresent(waited -> loop.post(() -> regained.accept(waited)));
    }
}
