package zarang.loyalty.member;

import zarang.call.Tier;

/** What came of setting a member's tier. */
public sealed interface TierOutcome {
    /** The member is in the new tier; {@code before} may be the same. */
    record Set(Tier before) implements TierOutcome {}

    record NoSuchMember() implements TierOutcome {}

    /** Nothing was changed. */
    record Refused(String reason) implements TierOutcome {}
}
