package zarang.routing.owner;

/**
 * What is shown of a floor that several processes share. Immutable.
 *
 * @param owns whether this process decides for all
 * @param alone whether it decides for its own callers because there is no owner that answers
 * @param fence the number of the owner that it knows; 0: none
 * @param differs whether its queues and agents are set otherwise than the owner's
 * @param processes that share the floor and were heard of lately, this one included
 * @param forwarded what calls here said to an owner elsewhere
 * @param told what the owner here told calls elsewhere
 * @param dropped letters that came under an old fence, twice, too late or unreadable
 * @param begun how often callers here were told to an owner elsewhere, all of them
 * @param takenOver how often this process became the owner
 */
public record OwnerCounts(
        boolean owns,
        boolean alone,
        long fence,
        boolean differs,
        int processes,
        long forwarded,
        long told,
        long dropped,
        long begun,
        long takenOver) {
    /** Of a process that shares its floor with nobody. */
    public static final OwnerCounts UNSHARED =
            new OwnerCounts(true, false, 0, false, 1, 0, 0, 0, 0, 0);
}
