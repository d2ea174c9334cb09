package zarang.call.member;

import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.Tier;

/**
 * What the call path knows of a member, as of the look-up.
 *
 * @param name for agents' screens only, may be empty; never logged
 * @param points available
 */
public record Member(MemberId id, String name, Tier tier, Points points) {
    @Override
    public String toString() {
        return "Member[" + id + ", " + tier + "]";
    }
}
