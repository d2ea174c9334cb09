package zarang.routing.callback;

import java.time.Instant;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * Somebody who called and was not served, and whom nobody has called back.
 *
 * @param id names it for good
 * @param queue that it called last
 * @param first when it first called in vain
 * @param last when it did last
 * @param times how often
 * @param reason the last time
 * @param call the last one
 * @param hold who has it for now; empty: nobody
 */
public record MissedCaller(
        String id,
        QueueName queue,
        PhoneNumber number,
        Instant first,
        Instant last,
        int times,
        MissedReason reason,
        CallId call,
        Optional<Callback.Hold> hold) {
    /** The same, after it called in vain once more. */
    MissedCaller again(QueueName where, Instant at, MissedReason why, CallId in) {
        return new MissedCaller(id, where, number, first, at, times + 1, why, in, hold);
    }
}
