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

    /** Nothing was awarded, and asking again does not help. */
    record Refused(Reason reason) implements AwardOutcome {}

    enum Reason {
        NO_SUCH_MEMBER,
        /** It happened before the time for which events are remembered. */
        TOO_OLD,
        /** The account would hold more than can be counted exactly. */
        OVER_LIMIT,
        /** What Redis holds of the account is not readable; {@code points verify} says more. */
        DAMAGED
    }
}
