package zarang.loyalty.member;

import zarang.call.PhoneNumber;
import zarang.call.Tier;

/**
 * Somebody who joins the club.
 *
 * @param name for agents' screens, may be empty; at most 100 characters, none of them a control
 *     character
 */
public record NewMember(PhoneNumber number, String name, Tier tier) {
    @Override
    public String toString() {
        return "NewMember[" + number + ", " + tier + "]";
    }
}
