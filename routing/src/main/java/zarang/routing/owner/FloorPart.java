package zarang.routing.owner;

/** What a process does for the floor. */
enum FloorPart {
    /** It is not known yet who decides: callers are noted. */
    STARTING,
    /** Decides for its own callers. */
    ALONE,
    /** Is to decide for all, and waits until they have told of their callers. */
    GATHERING,
    OWNER,
    FOLLOWING;

    boolean decidesForAll() {
        return this == OWNER || this == GATHERING;
    }
}
