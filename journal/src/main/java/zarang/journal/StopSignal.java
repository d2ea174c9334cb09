package zarang.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a waiting thread be told to stop, without interrupting what it does. */
final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);

    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits; true if it was told to stop. */
    boolean await(Duration most) throws InterruptedException {
        return stopped.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
