package zarang.routing.callback;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.verb.CallbackTask;
import zarang.routing.queue.FollowUp;

/** What the dialler has of the floor and of the calls. Control loop. */
public interface CallbackLink {
    /** Tells the floor. */
    void tell(QueueCommand command);

    /** Has the agent of {@code offered} call back; empty if no call can begin now. */
    Optional<CallId> begin(CallbackTask task, QueueEvent.Offered offered);

    /** Tells the call what the floor says of its offer. */
    void tell(CallId call, QueueEvent event);

    /** Why that queue may not call that number now; empty if it may. */
    Optional<String> against(QueueName queue, PhoneNumber number);

    /** Whether there is such a queue. */
    boolean isQueue(QueueName queue);

    /** How those queues call that do it by themselves, as they are set now. */
    Map<QueueName, FollowUp> rules();

    /** Who hangs up sooner is not missed, as that queue is set now; zero if there is none. */
    Duration missedAfter(QueueName queue);

    /** By how much those of a tier go before others. */
    Duration offset(Tier tier);

    /** The tier of those who are not known. */
    Tier lowestTier();
}
