package zarang.ivr.count;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowWatcher;

/**
 * Counts the calls in each step and on each exit, live and by hour, and where callers hang up. Of
 * this process, since it started; all versions of a flow together. Control loop: some lookups and
 * an increment a step.
 *
 * <p>Bounded: {@value #FLOWS_MAX} flows, of each {@value #STEPS_MAX} steps that any version ever
 * had, of each {@value #EXITS_MAX} exits. What is over is not counted.
 */
public final class FlowCounts implements FlowWatcher {
    public static final int HOURS_MAX = HourRing.HOURS;
    static final int FLOWS_MAX = 500;
    static final int STEPS_MAX = 1000;
    static final int EXITS_MAX = 110;
    private static final int SECONDS_AN_HOUR = 3600;

    private static final class Tally {
        private final HourRing entered = new HourRing();
        private final HourRing callersGone = new HourRing();
        private final Map<String, HourRing> exits = new TreeMap<>();
        private int inside;

        void out() {
            inside = Math.max(0, inside - 1);
        }
    }

    private final InstantSource clock;
    private final Map<String, Map<String, Tally>> flows = new HashMap<>();

    public FlowCounts(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void entered(Flow flow, String from, String exit, String step) {
        long hour = hour();
        Tally left = from.isEmpty() ? null : tally(flow, from);
        if (left != null) {
            left.out();
            HourRing taken = bounded(left.exits, exit, EXITS_MAX);
            if (taken != null) {
                taken.add(hour);
            }
        }
        Tally now = tally(flow, step);
        if (now != null) {
            now.inside++;
            now.entered.add(hour);
        }
    }

    @Override
    public void left(Flow flow, String step) {
        Tally left = tally(flow, step);
        if (left != null) {
            left.out();
        }
    }

    @Override
    public void ended(Flow flow, String step, Ending how) {
        Tally last = step.isEmpty() ? null : tally(flow, step);
        if (last != null) {
            last.out();
            if (how == Ending.CALLER) {
                last.callersGone.add(hour());
            }
        }
    }

    /** The flows that calls came to. */
    Set<String> flows() {
        return Set.copyOf(flows.keySet());
    }

    /**
     * The steps of a flow that calls came to, in the order in which they first did; empty if none
     * came to this flow.
     *
     * @param hours 1–{@value #HOURS_MAX}, the one under way included
     */
    public Optional<List<StepCounts>> of(String flow, int hours) {
        long hour = hour();
        return Optional.ofNullable(flows.get(flow))
                .map(steps ->
                        steps.entrySet().stream()
                                .map(step -> counts(step.getKey(), step.getValue(), hours, hour))
                                .toList());
    }

    private static StepCounts counts(String step, Tally tally, int hours, long hour) {
        SequencedMap<String, List<Integer>> exits = new LinkedHashMap<>();
        tally.exits.forEach((exit, ring) -> exits.put(exit, list(ring.last(hours, hour))));
        return new StepCounts(
                step,
                tally.inside,
                list(tally.entered.last(hours, hour)),
                list(tally.callersGone.last(hours, hour)),
                exits);
    }

    private static List<Integer> list(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    private @Nullable Tally tally(Flow flow, String step) {
        Map<String, Tally> steps = flows.get(flow.name());
        if (steps == null) {
            if (flows.size() >= FLOWS_MAX) {
                return null;
            }
            steps = new LinkedHashMap<>();
            flows.put(flow.name(), steps);
        }
        Tally tally = steps.get(step);
        if (tally == null && steps.size() < STEPS_MAX) {
            tally = new Tally();
            steps.put(step, tally);
        }
        return tally;
    }

    private static @Nullable HourRing bounded(Map<String, HourRing> rings, String key, int max) {
        HourRing ring = rings.get(key);
        if (ring == null && rings.size() < max) {
            ring = new HourRing();
            rings.put(key, ring);
        }
        return ring;
    }

    private long hour() {
        return Math.floorDiv(clock.instant().getEpochSecond(), SECONDS_AN_HOUR);
    }
}
