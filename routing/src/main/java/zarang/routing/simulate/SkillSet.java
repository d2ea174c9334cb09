package zarang.routing.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zarang.call.queue.CallerWants;

/**
 * Skills and their levels, as a planner writes them: {@code sales}, {@code sales:3+billing}.
 *
 * @param levels by skill, 1-5, in the order in which they were written; at most {@value
 *     CallerWants#SKILLS_MAX}
 */
public record SkillSet(Map<String, Integer> levels) {
    /** None. */
    public static final SkillSet NONE = new SkillSet(Map.of());

    private static final Pattern ONE = Pattern.compile("([a-z0-9][a-z0-9-]{0,31})(?::([1-5]))?");

    public SkillSet {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        if (levels.size() > CallerWants.SKILLS_MAX) {
            throw new IllegalArgumentException(
                    "skills: %d together, at most %d"
                            .formatted(levels.size(), CallerWants.SKILLS_MAX));
        }
    }

    /** Reads them; one without a level is of level 1. */
    public static SkillSet parse(String text) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        for (String each : text.split("\\+", -1)) {
            Matcher one = ONE.matcher(each.strip());
            if (!one.matches()) {
                throw new IllegalArgumentException(
                        "'"
                                + text
                                + "' is no skill: write sales, sales:3 for a level from 1 to 5,"
                                + " sales+billing for both");
            }
            int level = one.group(2) == null ? 1 : Integer.parseInt(one.group(2));
            if (levels.put(one.group(1), level) != null) {
                throw new IllegalArgumentException("'" + text + "' names a skill twice");
            }
        }
        return new SkillSet(levels);
    }

    /**
     * Whether an agent who knows these can take a caller who asks for others.
     *
     * @param less how many levels less are asked than at first
     */
    boolean isEnoughFor(SkillSet asked, int less) {
        return asked.levels.entrySet().stream()
                .allMatch(need -> levels.getOrDefault(need.getKey(), 0) >= need.getValue() - less);
    }

    @Override
    public String toString() {
        return levels.isEmpty()
                ? "no skill"
                : levels.entrySet().stream()
                        .map(each ->
                                each.getValue() == 1
                                        ? each.getKey()
                                        : each.getKey() + ":" + each.getValue())
                        .collect(Collectors.joining("+"));
    }
}
