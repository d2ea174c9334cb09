package zarang.server.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.prompt.PromptWatch;

/** Looks after the folder of the prompts now and then. A virtual thread of its own. */
final class PromptFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PromptFollower.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final CountDownLatch stopped = new CountDownLatch(1);

    private PromptFollower() {}

    static PromptFollower start(PromptWatch watch) {
        PromptFollower follower = new PromptFollower();
        Thread.ofVirtual().name("prompt-follower").start(() -> follower.run(watch));
        return follower;
    }

    private void run(PromptWatch watch) {
        try {
            while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look(watch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(PromptWatch watch) {
        try {
            watch.look();
        } catch (RuntimeException fault) { // the prompts that are there stay
            log.error("prompts.watch-failed: please report this", fault);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
