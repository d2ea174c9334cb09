package zarang.routing.agent;

import java.util.Map;
import zarang.routing.Bounds;
import zarang.routing.queue.SkillNeeds;

/**
 * What an agent can, and whom it takes first.
 *
 * @param skills levels by skill; 1-5, at most 16 skills
 * @param weight its share of callers where they are shared out by weight; 1-100
 * @param inOrder whether it takes callers of the queue that its list names first before those of
 *     the next; if not, whoever is to be served first in any of them
 */
public record Abilities(Map<String, Integer> skills, int weight, boolean inOrder) {
    /** No skill, weight 1, whoever is first in any queue. */
    public static final Abilities DEFAULT = new Abilities(Map.of(), 1, false);

    public Abilities {
        skills = Map.copyOf(skills);
        Bounds.require("skills: how many", skills.size(), 0, SkillNeeds.SKILLS_MAX);
        skills.forEach((skill, level) ->
                Bounds.require("skills: level of " + skill, level, 1, SkillNeeds.LEVEL_MAX));
        Bounds.require("weight", weight, 1, 100);
    }
}
