package zarang.call.queue;

import java.time.Instant;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * Places in queues that outlive this process: who waited when it died and redials gets the old one.
 * Only for trusted numbers. Control loop; nothing waits, and nothing is said of a place that could
 * not be kept: the caller then waits as anybody does.
 */
public interface Places {
    /** Nothing is kept. */
    Places NONE =
            new Places() {
                @Override
                public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {}

                @Override
                public void forget(CallId call) {}

                @Override
                public Optional<Instant> left(PhoneNumber caller, QueueName queue) {
                    return Optional.empty();
                }
            };

    /**
     * The caller waits.
     *
     * @param since when it began to, by the wall clock
     */
    void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since);

    /** The caller does not wait any more, whatever the reason. Harmless when repeated. */
    void forget(CallId call);

    /** Since when that caller had waited in a process that died. Given once. */
    Optional<Instant> left(PhoneNumber caller, QueueName queue);
}
