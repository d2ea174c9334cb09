package zarang.loyalty.points;

import zarang.call.Points;

/** What came of an award. */
public sealed interface AwardOutcome {
    /**
     * The points are on the account, on disk.
     *
     * @param entry ledger id
     * @param balance available after it
     */
    record Awarded(String entry, Points amount, Points balance) implements AwardOutcome {}

    /** They had been awarded before, with this outcome; nothing was changed. */
    record AlreadyAwarded(String entry, Points amount, Points balance) implements AwardOutcome {}

    /**
     * The member had all that the rule gives on that day, so this event gives nothing, however
     * often it comes again. The ledger says so in a line of its own.
     *
     * @param entry ledger id
     * @param balance available after it
     */
    record Capped(String entry, Points balance) implements AwardOutcome {}

    /** Nothing was awarded. */
    record Refused(Reason reason) implements AwardOutcome {}

    enum Reason {
        /** The member's record is gone. */
        NO_SUCH_MEMBER(true),
        /** It happened before the time for which events are remembered. */
        TOO_OLD(false),
        /** The account would hold more than can be counted exactly. */
        OVER_LIMIT(true),
        /** What Redis holds of the account is not readable; {@code points verify} says more. */
        DAMAGED(true);

        private final boolean mendable;

        Reason(boolean mendable) {
            this.mendable = mendable;
        }

        /** Whether the same award may be made once somebody has repaired the account. */
        public boolean mendable() {
            return mendable;
        }
    }
}
