package zarang.call.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;

/**
 * What one caller needs of the agent who takes it, beyond what its queue asks for.
 *
 * @param skills levels by skill, asked for beside the queue's own and relaxed with them; where both
 *     name a skill the higher level counts; at most {@value #SKILLS_MAX}, levels 1-5
 * @param prefer whom it is kept for at first
 */
public record CallerWants(Map<String, Integer> skills, Optional<Preferred> prefer) {
    /** Any agent of the queue will do. */
    public static final CallerWants NOTHING = new CallerWants(Map.of(), Optional.empty());

    /** Skills that one caller can need. */
    public static final int SKILLS_MAX = 8;

    /** The longest that a caller is kept for one agent. */
    public static final Duration PREFER_MAX = Duration.ofMinutes(30);

    /**
     * An agent whom the caller is kept for while that one is at work, such as the one it talked
     * with last.
     *
     * @param span since the caller joined the queue; then anybody takes it; over 0, at most {@link
     *     #PREFER_MAX}
     */
    public record Preferred(AgentId agent, Duration span) {
        public Preferred {
            if (!span.isPositive() || span.compareTo(PREFER_MAX) > 0) {
                throw new IllegalArgumentException("prefer for: " + span);
            }
        }
    }

    public CallerWants {
        skills = Map.copyOf(skills);
        if (skills.size() > SKILLS_MAX) {
            throw new IllegalArgumentException("skills of a caller: " + skills.size());
        }
        skills.values()
                .forEach(level -> {
                    if (level < 1 || level > 5) {
                        throw new IllegalArgumentException("level of a skill: " + level);
                    }
                });
    }
}
