package zarang.routing.queue;

import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Callers who ask for the same skills, in a lane for each number of levels by which less is asked
 * of them by now: an agent can take all of a lane or none, and looks at heads alone.
 */
final class Lanes {
    /** Levels by skill that each of them asks for, beside the queue. */
    final Map<String, Integer> skills;

    private final AskedLevels asked;

    /** By levels that are asked less; null where nobody was yet. */
    private final @Nullable Lane[] bySteps = new Lane[SkillNeeds.LEVEL_MAX + 1];

    private int size;

    Lanes(Map<String, Integer> skills) {
        this.skills = skills;
        asked = new AskedLevels(skills);
    }

    void add(QueueEntry entry, int steps) {
        Lane lane = bySteps[steps];
        if (lane == null) {
            lane = new Lane();
            bySteps[steps] = lane;
        }
        lane.add(entry);
        size++;
    }

    /** One who is in that lane. */
    void remove(QueueEntry entry, int steps) {
        Lane lane = bySteps[steps];
        if (lane != null) {
            lane.remove(entry);
            size--;
        }
    }

    boolean has(QueueEntry entry, int steps) {
        Lane lane = bySteps[steps];
        return lane != null && lane.byKey.contains(entry);
    }

    int size() {
        return size;
    }

    /** Somebody in the line is too old for tiers: those who are so here are found from now on. */
    void age() {
        for (Lane lane : bySteps) {
            if (lane != null) {
                var _ = lane.byArrival();
            }
        }
    }

    /** Whether anybody here goes before {@code best}; if not, nobody asks who may take them. */
    boolean hasBefore(@Nullable QueueEntry best, Instant now) {
        for (Lane lane : bySteps) {
            if (lane != null && isBetter(lane.head(now), best, now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first of those whom an agent may take, or {@code best}, if that one goes before.
     *
     * @param skills levels that the agent has
     * @param missing levels that the agent lacks of what the queue asks for
     */
    @Nullable QueueEntry first(
            Map<String, Integer> skills,
            int missing,
            @Nullable QueueEntry best,
            Predicate<QueueEntry> allowed,
            Instant now) {
        QueueEntry first = best;
        for (int steps = Math.max(missing, asked.missing(skills));
                steps < bySteps.length;
                steps++) {
            Lane lane = bySteps[steps];
            if (lane != null && isBetter(lane.head(now), first, now)) {
                QueueEntry next = lane.first(allowed, now);
                first = isBetter(next, first, now) ? next : first;
            }
        }
        return first;
    }

    /** Whether one goes before the best so far. */
    static boolean isBetter(@Nullable QueueEntry next, @Nullable QueueEntry best, Instant now) {
        return next != null && (best == null || next.goesBefore(best, now));
    }
}
