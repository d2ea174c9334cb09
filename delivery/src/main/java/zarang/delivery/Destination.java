package zarang.delivery;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Somebody outside who is told things, such as a mail server or an SMS gateway. */
public interface Destination {
    /** Its name in Redis keys, logs and metrics; stays the same when the address changes. */
    String id();

    /** Where it is. One that said {@link Attempt.Gone} is tried again once this changes. */
    String address();

    /** The longest that an attempt takes, connecting included. */
    Duration timeout();

    /** Attempts at once, each for another subject; 1 and up. */
    int concurrency();

    /** Messages waiting at most; those above go to the dead letters. 1 and up. */
    int pendingMax();

    /** When a failed attempt is made again, and when no more. */
    RetrySchedule retry();

    /**
     * Makes one attempt. Completes within {@link #timeout} and a moment, and never exceptionally.
     * Any thread; returns at once.
     *
     * @param id the same at every attempt
     */
    CompletionStage<Attempt> attempt(String id, String body);
}
