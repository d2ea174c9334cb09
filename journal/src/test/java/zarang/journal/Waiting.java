package zarang.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import zarang.call.loop.RealTime;

/** The real clock, for tests with real peers. */
@RealTime
public final class Waiting {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Waiting() {}

    /** The machine's clock. */
    public static InstantSource clock() {
        return InstantSource.system();
    }

    /** Waits until it holds; 20 s at most. */
    public static void until(Callable<Boolean> holds) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(holds);
    }

    /** Waits until the assertion holds; 20 s at most. */
    public static void untilAsserted(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }
}
