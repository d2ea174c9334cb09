package zarang.routing.queue;

import java.util.Map;

/** Levels of skills that are asked for, laid out so that what an agent lacks is found at once. */
final class AskedLevels {
    private final String[] skills;
    private final int[] levels;

    AskedLevels(Map<String, Integer> needs) {
        skills = needs.keySet().toArray(String[]::new);
        levels = new int[skills.length];
        for (int i = 0; i < skills.length; i++) {
            levels[i] = needs.getOrDefault(skills[i], 0);
        }
    }

    /** How many levels an agent lacks, where it lacks most. */
    int missing(Map<String, Integer> has) {
        int missing = 0;
        for (int i = 0; i < skills.length; i++) {
            missing = Math.max(missing, levels[i] - has.getOrDefault(skills[i], 0));
        }
        return missing;
    }
}
