package zarang.loyalty.points;

import java.time.Instant;
import zarang.call.CallId;
import zarang.call.MemberId;
import zarang.call.Points;

/**
 * Points for something that happened.
 *
 * @param event says the same thing for the same happening: a second award for it changes nothing
 * @param rule id of the earning rule
 * @param amount more than nothing
 * @param at when it happened; always the same for the same event
 */
public record Award(MemberId member, String event, String rule, Points amount, Instant at) {
    public Award {
        if (amount.hundredths() <= 0) {
            throw new IllegalArgumentException("an award of " + amount + " points");
        }
    }

    /** A contact counts once for each rule, however often it was transferred. */
    public static Award forContact(CallId contact, MemberId member, EarningRule rule, Instant at) {
        return new Award(
                member, "call:" + contact.value() + ":" + rule.id(), rule.id(), rule.points(), at);
    }
}
