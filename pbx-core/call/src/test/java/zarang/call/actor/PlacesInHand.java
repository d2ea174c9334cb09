package zarang.call.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.queue.Places;

/** Places by number: what is left here when nobody waits would outlive a crash. */
final class PlacesInHand implements Places {
    private final BiConsumer<String, Runnable> port;

    final Map<CallId, String> kept = new HashMap<>();

    /** How the waits ended. */
    final List<String> ended = new ArrayList<>();

    /** Whom to tell that its caller has its place again, by number and queue. */
    final Map<String, Consumer<Duration>> asked = new HashMap<>();

    PlacesInHand(BiConsumer<String, Runnable> port) {
        this.port = port;
    }

    @Override
    public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
        port.accept("places", () -> kept.put(call, caller.e164() + " " + queue + " " + since));
    }

    @Override
    public void served(CallId call) {
        end(call, "served");
    }

    @Override
    public void forget(CallId call) {
        end(call, "gone");
    }

    @Override
    public void dropped(CallId call) {
        end(call, "dropped");
    }

    private void end(CallId call, String how) {
        port.accept(
                "places",
                () -> {
                    if (kept.remove(call) != null) {
                        ended.add(how);
                    }
                });
    }

    @Override
    public void regain(
            CallId call, PhoneNumber caller, QueueName queue, Consumer<Duration> regained) {
        asked.put(caller.e164() + " " + queue, regained);
    }
}
