package zarang.routing.callback;

import java.time.Duration;
import java.util.List;
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
    private String version = "";
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
                                version = found;
                            }
                        }));
    }

    /** Who asked first first. */
    List<Callback> all() {
        return all;
    }

    /** The one of that number in that queue. */
    Optional<Callback> find(QueueName queue, PhoneNumber number) {
        return all.stream()
                .filter(each -> each.queue().equals(queue) && each.number().equals(number))
                .findFirst();
    }

    void close() {
        closed = true;
    }
}
