package zarang.api.members;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.loyalty.member.MemberChange;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.NewMember;

/** What a request wants of a member, in the club's own words: the club says what can be. */
public final class MemberWish {
    private final Members members;

    public MemberWish(Members members) {
        this.members = members;
    }

    /** A number that was written, in the query. */
    public PhoneNumber number(String written) {
        return members.parse(written)
                .orElseThrow(() ->
                        Problem.parameter(ProblemKind.INVALID, "phone", noNumber()).refusal());
    }

    /** A member that is to be. */
    public NewMember added(@Nullable String phone, @Nullable String name, @Nullable String tier) {
        PhoneNumber number =
                members.parse(phone == null ? "" : phone)
                        .orElseThrow(() -> Problem.at("/phone", noNumber()).refusal());
        return new NewMember(
                number, name == null ? "" : name, tier == null ? members.lowestTier() : tier(tier));
    }

    /** What is to become of a member. */
    public MemberChange changed(@Nullable String name, @Nullable String tier) {
        if (name == null && tier == null) {
            throw Problem.of(ProblemKind.INVALID, "say what to change: tier, name or both")
                    .refusal();
        }
        return new MemberChange(
                Optional.ofNullable(name), Optional.ofNullable(tier).map(this::tier));
    }

    private Tier tier(String written) {
        Optional<Tier> tier = written.isBlank() ? Optional.empty() : members.tiers().read(written);
        return tier.orElseThrow(
                () -> Problem.at("/tier", "not one of " + members.tiers().described()).refusal());
    }

    /** The club's own no, such as {@code name: longer than 100 characters}. */
    public static Problem.Refusal refused(String reason) {
        int colon = reason.indexOf(": ");
        return colon > 0 && reason.substring(0, colon).matches("[a-z]+")
                ? Problem.at("/" + reason.substring(0, colon), reason.substring(colon + 2))
                        .refusal()
                : Problem.of(ProblemKind.INVALID, reason).refusal();
    }

    private static String noNumber() {
        return "not a telephone number, such as 09121234567 or +989121234567";
    }
}
