package zarang.routing.queue;

/**
 * Which of the idle agents who can take a caller gets it. The order among agents of the same rank
 * is always that of the longest idle.
 */
public enum Strategy {
    /** Who has been idle longest. */
    LONGEST_IDLE,
    /** Whose share of time in calls and wrap-up, since it logged in, is smallest. */
    LEAST_OCCUPIED,
    /** Who has talked with the fewest callers since it logged in. */
    FEWEST_CALLS,
    /** Who was offered a caller longest ago, whatever came of it. */
    ROUND_ROBIN,
    /** The first in the order of {@code agents.yaml}. */
    TOP_DOWN,
    /** By chance, in proportion to the agents' weights. */
    WEIGHTED,
    /** By chance. */
    RANDOM,
    /** Whose levels of the skills that the queue asks for are highest in sum. */
    BEST_SKILL,
    /** Nobody is chosen: the phones of all ring, and the first to answer has the caller. */
    RING_ALL
}
