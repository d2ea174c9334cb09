package zarang.routing.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import zarang.routing.Bounds;

/**
 * What an agent must know to be offered a queue's callers, and how that is asked less and less of
 * one who waits.
 *
 * @param levels by skill; 1-5, at most 16 skills
 * @param relaxAfter waits since joining, rising: after each of them every level is one lower, and
 *     below 1 it is not asked for any more; at most 5, each 1 s-24 h
 */
public record SkillNeeds(Map<String, Integer> levels, List<Duration> relaxAfter) {
    /** Every agent of the queue takes every caller. */
    public static final SkillNeeds NONE = new SkillNeeds(Map.of(), List.of());

    /** The best there is. */
    public static final int LEVEL_MAX = 5;

    /** Skills that one queue asks for, and that one agent has. */
    public static final int SKILLS_MAX = 16;

    public SkillNeeds {
        levels = Map.copyOf(levels);
        relaxAfter = List.copyOf(relaxAfter);
        Bounds.require("skills: how many", levels.size(), 0, SKILLS_MAX);
        levels.forEach(
                (skill, level) -> Bounds.require("skills: level of " + skill, level, 1, LEVEL_MAX));
        Bounds.require("relax-after: how many", relaxAfter.size(), 0, LEVEL_MAX);
        Duration last = Duration.ZERO;
        for (Duration after : relaxAfter) {
            Bounds.require(
                    "relax-after", after, last.plus(Duration.ofSeconds(1)), Duration.ofDays(1));
            last = after;
        }
    }

    /**
     * Whether an agent knows enough for a caller of whom {@code steps} levels less are asked.
     *
     * @param more levels by skill that the caller needs beside
     */
    public boolean isMet(Map<String, Integer> skills, Map<String, Integer> more, int steps) {
        return missing(levels, skills) <= steps && missing(more, skills) <= steps;
    }

    /** How many levels less are asked of one who has waited so long. */
    public int steps(Duration waited) {
        int steps = 0;
        while (steps < relaxAfter.size() && relaxAfter.get(steps).compareTo(waited) <= 0) {
            steps++;
        }
        return steps;
    }

    /**
     * The levels that are asked of agents, by skill; none that is 0.
     *
     * @param more levels by skill that the caller needs beside
     * @param steps how many levels less are asked
     */
    public SortedMap<String, Integer> after(Map<String, Integer> more, int steps) {
        SortedMap<String, Integer> asked = new TreeMap<>(levels);
        more.forEach((skill, level) -> asked.merge(skill, level, Math::max));
        asked.replaceAll((skill, level) -> level - steps);
        asked.values().removeIf(level -> level <= 0);
        return asked;
    }

    /** How many levels an agent lacks, where it lacks most. */
    private static int missing(Map<String, Integer> needs, Map<String, Integer> skills) {
        int missing = 0;
        for (Map.Entry<String, Integer> need : needs.entrySet()) {
            missing = Math.max(missing, need.getValue() - skills.getOrDefault(need.getKey(), 0));
        }
        return missing;
    }

    /**
     * The sum of an agent's levels of what is asked for.
     *
     * @param more what the caller needs beside
     */
    public int score(Map<String, Integer> skills, Map<String, Integer> more) {
        return Stream.concat(levels.keySet().stream(), more.keySet().stream())
                .distinct()
                .mapToInt(skill -> skills.getOrDefault(skill, 0))
                .sum();
    }

    /**
     * The wait at which less is asked next; empty if nothing changes any more.
     *
     * @param more what the caller needs beside
     */
    public Optional<Duration> nextStep(Duration waited, Map<String, Integer> more) {
        int at = steps(waited);
        return at < relaxAfter.size() && at < Math.max(highest(levels), highest(more))
                ? Optional.of(relaxAfter.get(at))
                : Optional.empty();
    }

    private static int highest(Map<String, Integer> needs) {
        int highest = 0;
        for (int level : needs.values()) {
            highest = Math.max(highest, level);
        }
        return highest;
    }
}
