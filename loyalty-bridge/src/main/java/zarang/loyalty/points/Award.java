package zarang.loyalty.points;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
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
 * @param limit empty: none
 */
public record Award(
        MemberId member,
        String event,
        String rule,
        Points amount,
        Instant at,
        Optional<DayLimit> limit) {
    public Award {
        if (amount.hundredths() <= 0) {
            throw new IllegalArgumentException("an award of " + amount + " points");
        }
    }

    /** An award without a limit. */
    Award(MemberId member, String event, String rule, Points amount, Instant at) {
        this(member, event, rule, amount, at, Optional.empty());
    }

    /**
     * A contact counts once for each rule, however often it was transferred.
     *
     * @param at when it ended
     * @param zone whose calendar says to which day it belongs
     */
    public static Award forContact(
            CallId contact, MemberId member, EarningRule rule, Instant at, ZoneId zone) {
        int perDay = rule.terms().perDay();
        return new Award(
                member,
                "call:" + contact.value() + ":" + rule.id(),
                rule.id(),
                rule.points(),
                at,
                perDay == 0
                        ? Optional.empty()
                        : Optional.of(new DayLimit(at.atZone(zone).toLocalDate(), perDay)));
    }
}
