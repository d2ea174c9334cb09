package zarang.routing.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.call.Words;

/** The keys and arguments of steps that Redis is asked for together. */
final class StepWords {
    static final String ROOT = "{statistics}:";
    private static final long HOURS_A_DAY = 24;
    private static final long SECONDS_AN_HOUR = 3600;

    private final Duration keep;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<String> args = new ArrayList<>();

    /**
     * @param keep how long the figures of a day are kept after it
     */
    StepWords(Duration keep) {
        this.keep = keep;
    }

    List<String> keys() {
        return List.copyOf(places.keySet());
    }

    String[] args() {
        return args.toArray(String[]::new);
    }

    void add(FigureStep step) {
        List<String> words = new ArrayList<>();
        words.add(place(step.key()));
        words.addAll(step.words());
        figures(step.additions(), words);
        args.add(step.name());
        args.add(Integer.toString(words.size()));
        args.addAll(words);
    }

    private void figures(List<Addition> additions, List<String> words) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Addition each : additions) {
            long day = Math.floorDiv(hour(each), HOURS_A_DAY);
            String key = names(each.of().kind(), day);
            names.put(
                    key + " " + each.of().name(),
                    List.of(place(key), each.of().name(), forgotten(day * HOURS_A_DAY)));
        }
        words.add(Integer.toString(names.size()));
        names.values().forEach(words::addAll);
        for (Addition each : additions) {
            words.addAll(
                    List.of(
                            place(figures(each.of(), hour(each))),
                            StatisticsStore.field(each.quarter(), each.figure()),
                            Long.toString(each.amount()),
                            each.most() ? ">" : "+",
                            forgotten(hour(each))));
        }
    }

    /** Of a key among all, from 1. */
    private String place(String key) {
        return Integer.toString(places.computeIfAbsent(key, k -> places.size() + 1));
    }

    private static long hour(Addition addition) {
        return Math.floorDiv(addition.quarter(), Quarters.AN_HOUR);
    }

    private String forgotten(long hour) {
        return Long.toString((hour + HOURS_A_DAY) * SECONDS_AN_HOUR + keep.toSeconds());
    }

    /** The key of what there is of an hour since 1970. */
    static String figures(Measured of, long hour) {
        return ROOT + Words.of(of.kind()) + ":" + of.name() + ":" + hour;
    }

    /** The key of who has figures of a day since 1970. */
    static String names(Measured.Kind kind, long day) {
        return ROOT + Words.of(kind) + ":" + day;
    }
}
