package zarang.loyalty.member;

import zarang.call.Tier;

/** What came of changing a member. */
public sealed interface ChangeOutcome {
    /**
     * The member is as was asked for.
     *
     * @param before may be the same
     */
    record Changed(Tier before, Tier tier) implements ChangeOutcome {}

    /** Nothing was changed: somebody else changed the member since its mark was read. */
    record Overtaken() implements ChangeOutcome {}

    record NoSuchMember() implements ChangeOutcome {}

    /**
     * Nothing was changed.
     *
     * @param reason for the one who asked; holds neither name nor number
     */
    record Refused(String reason) implements ChangeOutcome {}
}
