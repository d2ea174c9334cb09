package zarang.loyalty.member;

import zarang.call.MemberId;

/** What came of adding a member. */
public sealed interface AddOutcome {
    record Added(MemberId id) implements AddOutcome {}

    /** The number belongs to this member already; nothing was changed. */
    record AlreadyThere(MemberId id) implements AddOutcome {}

    /**
     * Nothing was added.
     *
     * @param reason for the one who asked; holds neither name nor number
     */
    record Refused(String reason) implements AddOutcome {}
}
