package zarang.ivr.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Counts as fields of a hash, which say whose they are, and their sum over all. */
final class CountFields {
    private static final String ENTERED = "e";
    private static final String GONE = "g";
    private static final String LEFT = "x";
    private static final int STEP = 2;
    private static final int EXIT = 3;

    private CountFields() {}

    /**
     * Of one hour; what is 0 is left out.
     *
     * @param life whose they are
     * @param hour its place in the lists of {@code steps}
     */
    static Map<String, String> of(String life, List<StepCounts> steps, int hour) {
        Map<String, String> fields = new HashMap<>();
        for (StepCounts step : steps) {
            put(fields, step.entered().get(hour), life, ENTERED, step.step());
            put(fields, step.callersGone().get(hour), life, GONE, step.step());
            step.exits()
                    .forEach((exit, counts) ->
                            put(fields, counts.get(hour), life, LEFT, step.step(), exit));
        }
        return fields;
    }

    /** Of the calls that are in a step at a second; what is 0 is left out. */
    static Map<String, String> inside(String life, List<StepCounts> steps, long second) {
        Map<String, String> fields = new HashMap<>();
        for (StepCounts step : steps) {
            if (step.inside() > 0) {
                fields.put(life + "|" + step.step(), step.inside() + "@" + second);
            }
        }
        return fields;
    }

    private static void put(Map<String, String> fields, int count, String... name) {
        if (count > 0) {
            fields.put(String.join("|", name), Integer.toString(count));
        }
    }

    /** All of some hours. */
    static final class Sum {
        private final int hours;
        private final Map<String, OfStep> steps = new TreeMap<>();

        Sum(int hours) {
            this.hours = hours;
        }

        private static final class OfStep {
            private final int[] entered;
            private final int[] gone;
            private final Map<String, int[]> exits = new TreeMap<>();
            private int inside;

            private OfStep(int hours) {
                entered = new int[hours];
                gone = new int[hours];
            }
        }

        /** An hour, of all processes. */
        void add(int hour, Map<String, String> fields) {
            fields.forEach((name, count) -> add(hour, name.split("\\|", -1), number(count)));
        }

        private void add(int hour, String[] name, int count) {
            if (name.length <= STEP) {
                return;
            }
            OfStep step = step(name[STEP]);
            switch (name[1]) {
                case ENTERED -> step.entered[hour] += count;
                case GONE -> step.gone[hour] += count;
                case LEFT -> {
                    if (name.length > EXIT) {
                        step.exits.computeIfAbsent(name[EXIT], exit -> new int[hours])[hour] +=
                                count;
                    }
                }
                default -> {} // of a later release
            }
        }

        private OfStep step(String name) {
            return steps.computeIfAbsent(name, step -> new OfStep(hours));
        }

        /**
         * Who is in the steps now.
         *
         * @param since what is older was written by a process that is gone
         */
        void addInside(Map<String, String> fields, long since) {
            fields.forEach((name, value) -> {
                int at = value.indexOf('@');
                int step = name.indexOf('|');
                if (at > 0 && step > 0 && Long.parseLong(value.substring(at + 1)) > since) {
                    step(name.substring(step + 1)).inside += number(value.substring(0, at));
                }
            });
        }

        private static int number(String count) {
            return count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
        }

        /** By name. */
        List<StepCounts> steps() {
            List<StepCounts> all = new ArrayList<>();
            steps.forEach((name, step) -> {
                SequencedMap<String, List<Integer>> exits = new LinkedHashMap<>();
                step.exits.forEach((exit, counts) -> exits.put(exit, list(counts)));
                all.add(
                        new StepCounts(
                                name, step.inside, list(step.entered), list(step.gone), exits));
            });
            return Collections.unmodifiableList(all);
        }

        private static List<Integer> list(int[] counts) {
            return Arrays.stream(counts).boxed().toList();
        }
    }
}
