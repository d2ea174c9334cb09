package zarang.call.engine;

/** How a leg came to its end, in words that every engine can say; why is its {@code Cause}. */
public enum LegOutcome {
    /** The other side ended it: hung up, or withdrew its call before the answer. */
    HUNG_UP(true),
    /** The phone that was rung, or who stands for it, said no. */
    REFUSED(true),
    /** The phone that was rung is there and takes no calls at present: do not disturb. */
    DO_NOT_DISTURB(true),
    /** Nothing came back from where it was rung. */
    SILENT(true),
    /** There was nobody to ring, or nothing left to ring with. */
    NOT_RUNG(false),
    /** We ended it, or something of ours or on the way failed. */
    RELEASED(false);

    private final boolean byRemote;

    LegOutcome(boolean byRemote) {
        this.byRemote = byRemote;
    }

    /** Whether the other side is the reason, rather than we. */
    public boolean byRemote() {
        return byRemote;
    }
}
