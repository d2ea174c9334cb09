package zarang.routing.callback;

import java.time.Instant;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * Somebody who is to be called back.
 *
 * @param id names it for good
 * @param queue that is to call
 * @param number whom to call
 * @param asked when
 * @param by who asked: the caller's number, or such as {@code api owner}
 * @param call in which it was asked, if it was in one
 * @param note for whoever calls; may be empty
 */
public record Callback(
        String id,
        QueueName queue,
        PhoneNumber number,
        Instant asked,
        String by,
        Optional<CallId> call,
        String note) {
    /** The longest note, in characters. */
    public static final int NOTE_MAX = 200;

    /** One queue calls one number once, however often it is asked. */
    String who() {
        return queue + " " + number.e164();
    }
}
