package zarang.call.engine;

import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * What the phone that is rung shows of who calls.
 *
 * @param name display name; plain text, may be empty
 * @param user a number as the phone may dial it, or {@code anonymous}; plain text, may be empty
 * @param queue the line that the caller waited in
 * @param tier the caller's
 */
public record CallerShown(
        String name, String user, Optional<QueueName> queue, Optional<Tier> tier) {
    /** Name and number, and nothing of a queue. */
    public static CallerShown of(String name, String user) {
        return new CallerShown(name, user, Optional.empty(), Optional.empty());
    }
}
