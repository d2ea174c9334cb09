package zarang.routing.callback;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;

/**
 * The list of call-backs as this process knew it last: for who cannot wait for Redis. Read again
 * when its version has changed, which is looked for every {@link #EVERY}. Control loop.
 */
final class KnownCallbacks {
    static final Duration EVERY = Duration.ofSeconds(1);

    private final ControlLoop loop;
    private final Callbacks callbacks;
    private List<Callback> all = List.of();
    private Map<String, Callback> byWho = Map.of();
    private Map<String, Callback> byId = Map.of();
    private String version = "";
    private long changes;
    private boolean asking;
    private boolean closed;

    KnownCallbacks(ControlLoop loop, Callbacks callbacks) {
        this.loop = loop;
        this.callbacks = callbacks;
    }

    /** Any thread. */
    void start() {
        loop.post(this::beat);
    }

    private void beat() {
        if (!closed) {
            look();
            loop.schedule(EVERY, this::beat);
        }
    }

    /** Looks now; what is new is known a moment later. */
    void look() {
        if (!asking) {
            asking = true;
            callbacks
                    .version()
                    .whenComplete((found, failure) ->
                            loop.post(() -> {
                                asking = false;
                                if (failure == null && !found.equals(version)) {
                                    read(found);
                                }
                            }));
        }
    }

    private void read(String found) {
        asking = true;
        callbacks
                .all()
                .whenComplete((list, failure) ->
                        loop.post(() -> {
                            asking = false;
                            if (failure == null) {
                                all = list;
                                changes++;
                                byWho = new HashMap<>();
                                byId = new HashMap<>();
                                list.forEach(each -> byWho.put(each.who(), each));
                                list.forEach(each -> byId.put(each.id(), each));
                                version = found;
                            }
                        }));
    }

    /** Grows whenever something has changed. */
    long changes() {
        return changes;
    }

    /** Who asked first first. */
    List<Callback> all() {
        return all;
    }

    /** The one of that number in that queue. */
    Optional<Callback> find(QueueName queue, PhoneNumber number) {
        return Optional.ofNullable(byWho.get(Callback.who(queue, number)));
    }

    /** Whether somebody has it now, or it is not on the list. */
    boolean isHeld(String id) {
        Callback found = byId.get(id);
        return found == null || found.heldAt(loop.instant()).isPresent();
    }

    void close() {
        closed = true;
    }
}
