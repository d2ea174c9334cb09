package zarang.routing.owner;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.routing.floor.Floor;

/**
 * How fast queues move, for whoever owns the floor next: the owner writes it down, all queues in
 * one, no oftener than every ten seconds and only when somebody was answered. What a kill -9 takes
 * is what was learnt since. Control loop.
 */
final class KeptPaces {
    private static final Logger log = LoggerFactory.getLogger(KeptPaces.class);

    /** Between two times of writing it down. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final Floor floor;
    private String kept = "";
    private boolean read;
    private boolean busy;
    private long writtenNanos;

    KeptPaces(ControlLoop loop, FloorPeers peers, Floor floor) {
        this.loop = loop;
        this.peers = peers;
        this.floor = floor;
    }

    /** This process owns the floor from now on: the floor learns what is kept. */
    void beginAnew() {
        read = false;
        kept = "";
        writtenNanos = loop.nanos();
        read();
    }

    /** Writes down what is new, if it is time for it. */
    void keep() {
        if (busy) {
            return;
        }
        if (!read) {
            read();
        } else if (loop.nanos() - writtenNanos >= PAUSE.toNanos()) {
            write();
        }
    }

    /** The last time for this process. */
    void keepAtOnce(FloorPart part) {
        if (part.decidesForAll() && read) {
            write();
        }
    }

    private void write() {
        writtenNanos = loop.nanos();
        String now = PaceText.write(floor.learnt(), loop.instant());
        if (now.isEmpty() || now.equals(kept)) {
            return;
        }
        busy = true;
        peers.keepPaces(now).whenComplete((_, failure) -> loop.post(() -> wrote(now, failure)));
    }

    private void wrote(String text, @Nullable Throwable failure) {
        busy = false;
        if (failure == null) {
            kept = text;
        } else {
            log.debug("floor.paces not kept yet", failure);
        }
    }

    private void read() {
        busy = true;
        peers.keptPaces()
                .whenComplete((text, failure) ->
                        loop.post(() -> {
                            busy = false;
                            if (failure == null) {
                                read = true;
                                floor.learn(PaceText.read(text, loop.instant()));
                            }
                        }));
    }
}
