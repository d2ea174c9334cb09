package zarang.routing.reserve;

/**
 * What this process' leases are worth beside those of others: the number of its time as the owner
 * of the floor, which only grows from owner to owner; 0 for a process that decides for its own
 * callers alone. Control loop.
 */
public final class Fence {
    private long number;
    private boolean knowsAll;

    /**
     * From now on.
     *
     * @param owned 0 or the owner's number
     * @param all whether it knows of everybody who rings and talks anywhere, so that what an
     *     earlier owner left is nobody's
     */
    public void set(long owned, boolean all) {
        number = owned;
        knowsAll = all;
    }

    long number() {
        return number;
    }

    /** Whether a lease under that number is a dead owner's. */
    boolean passes(long other) {
        return knowsAll && other > 0 && other < number;
    }

    boolean knowsAll() {
        return knowsAll;
    }
}
