package zarang.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up after destinations that were taken out of the configuration: what waits for one is kept
 * for 30 days after any node last served it, then deleted. A virtual thread.
 */
final class RemovedDestinations implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RemovedDestinations.class);
    private static final Duration KEEP = Duration.ofDays(30);

    /** A node says that it serves a destination once an hour at least. */
    private static final Duration UNSERVED = Duration.ofHours(2);

    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    /** While Redis is away. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Line line;
    private final Set<String> configured;
    private final Outbox store;
    private final InstantSource clock;
    private final Set<String> named = new HashSet<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    RemovedDestinations(Line line, Set<String> configured, Outbox store, InstantSource clock) {
        this.line = line;
        this.configured = configured;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = look() ? LOOK_EVERY : AGAIN;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Redis answered. */
    boolean look() {
        Instant now = clock.instant();
        try {
            for (String destination : store.unserved(now.minus(UNSERVED))) {
                if (!configured.contains(destination) && named.add(destination)) {
                    log.warn(
                            "{}.unserved destination={}; no node has it in its configuration: what"
                                    + " waits for it is deleted 30 days after it was last served",
                            line.name(),
                            destination);
                }
            }
            for (String destination : store.unserved(now.minus(KEEP))) {
                if (configured.contains(destination)) {
                    continue; // served by this process, which was away for long
                }
                store.delete(destination, now.minus(KEEP));
                named.remove(destination);
                log.info("{}.deleted destination={}", line.name(), destination);
            }
            return true;
        } catch (RuntimeException away) {
            log.debug("{}.sweep-waits", line.name(), away);
            return false;
        }
    }

    /** Any thread. */
    void stop() {
        stopped.countDown();
    }
}
