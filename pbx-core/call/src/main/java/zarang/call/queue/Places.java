package zarang.call.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * Places in queues that outlive a call: who waited when its line dropped or its process died, and
 * calls again, has the old one. Only for trusted numbers. Control loop; nothing waits, and nothing
 * is said of a place that could not be kept: the caller then waits as anybody does.
 */
public interface Places {
    /** Nothing is kept. */
    Places NONE =
            new Places() {
                @Override
                public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {}

                @Override
                public void served(CallId call) {}

                @Override
                public void forget(CallId call) {}

                @Override
                public void dropped(CallId call) {}

                @Override
                public void regain(
                        CallId call,
                        PhoneNumber caller,
                        QueueName queue,
                        Consumer<Duration> regained) {}
            };

    /**
     * The caller waits.
     *
     * @param since when it began to, by the wall clock
     */
    void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since);

    /**
     * Somebody took the caller: its number has nothing to regain in that queue. Harmless when
     * repeated.
     */
    void served(CallId call);

    /** The caller does not wait any more, by its own choice. Harmless when repeated. */
    void forget(CallId call);

    /** The line of a caller who waited dropped, or it hung up. Harmless when repeated. */
    void dropped(CallId call);

    /**
     * Looks for a place that this number left in the queue, once for each call that is kept. A
     * place is given once.
     *
     * @param regained told later, on the loop, how long the caller had waited; never told if there
     *     is no such place
     */
    void regain(CallId call, PhoneNumber caller, QueueName queue, Consumer<Duration> regained);
}
