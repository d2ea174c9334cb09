package zarang.server.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a folder once a second. A virtual thread of its own. */
final class FolderFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FolderFollower.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final CountDownLatch stopped = new CountDownLatch(1);

    private FolderFollower() {}

    /**
     * Begins to look.
     *
     * @param name of what lies in the folder, for thread and log
     * @param look may wait for files
     */
    static FolderFollower start(String name, Runnable look) {
        FolderFollower follower = new FolderFollower();
        Thread.ofVirtual().name(name + "-follower").start(() -> follower.run(name, look));
        return follower;
    }

    private void run(String name, Runnable look) {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look(name, look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(String name, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException fault) { // what is in use stays
            log.error("{}.watch-failed: please report this", name, fault);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
