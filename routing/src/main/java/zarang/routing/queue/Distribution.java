package zarang.routing.queue;

/**
 * How a queue's callers come to agents.
 *
 * @param strategy which of those who can take a caller gets it
 * @param needs who can
 */
public record Distribution(Strategy strategy, SkillNeeds needs) {
    /** Longest idle; all take all. */
    public static final Distribution DEFAULT =
            new Distribution(Strategy.LONGEST_IDLE, SkillNeeds.NONE);
}
