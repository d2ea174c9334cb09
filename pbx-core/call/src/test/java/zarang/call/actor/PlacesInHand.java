package zarang.call.actor;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.queue.Places;

/** Places by number: what is left here when nobody waits would outlive a crash. */
final class PlacesInHand implements Places {
    private final BiConsumer<String, Runnable> port;

    final Map<CallId, String> kept = new HashMap<>();

    /** Since when a number had waited in a process that died. */
    final Map<String, Instant> leftBehind = new HashMap<>();

    PlacesInHand(BiConsumer<String, Runnable> port) {
        this.port = port;
    }

    @Override
    public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
        port.accept("places", () -> kept.put(call, caller.e164() + " " + queue + " " + since));
    }

    @Override
    public void forget(CallId call) {
        port.accept("places", () -> kept.remove(call));
    }

    @Override
    public Optional<Instant> left(PhoneNumber caller, QueueName queue) {
        return Optional.ofNullable(leftBehind.remove(caller.e164()));
    }
}
