package zarang.loyalty.member;

import java.util.Optional;
import zarang.call.Tier;

/**
 * What is to be changed of a member; empty is to stay as it is.
 *
 * @param name as {@link NewMember#name}
 */
public record MemberChange(Optional<String> name, Optional<Tier> tier) {
    /** Whether it would leave the member as it is. */
    public boolean changesNothingOf(ClubMember club) {
        return name.filter(n -> !n.equals(club.member().name())).isEmpty()
                && tier.filter(t -> !t.equals(club.member().tier())).isEmpty();
    }

    @Override
    public String toString() {
        return "MemberChange[" + tier + "]";
    }
}
