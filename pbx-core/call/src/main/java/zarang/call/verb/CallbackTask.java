package zarang.call.verb;

import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * Somebody to call back.
 *
 * @param id of the call-back
 * @param queue whose agents call
 * @param language that the caller was spoken to in; empty: the first of the house
 */
public record CallbackTask(
        String id, QueueName queue, PhoneNumber number, Tier tier, String language) {}
