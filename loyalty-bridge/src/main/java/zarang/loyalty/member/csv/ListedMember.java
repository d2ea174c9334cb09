package zarang.loyalty.member.csv;

import java.util.Optional;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.loyalty.member.MemberChange;
import zarang.loyalty.member.NewMember;

/**
 * A row that is right.
 *
 * @param name empty if the list has no names, or none for this member
 * @param tier empty if the list has no tiers, or none for this member
 */
record ListedMember(PhoneNumber number, Optional<String> name, Optional<Tier> tier)
        implements ReadRow {
    NewMember asNew(Tier lowest) {
        return new NewMember(number, name.orElse(""), tier.orElse(lowest));
    }

    MemberChange asChange() {
        return new MemberChange(name, tier);
    }

    @Override
    public String toString() {
        return "ListedMember[" + number + ", " + tier + "]";
    }
}
