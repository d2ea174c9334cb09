package zarang.routing.statistics;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Into what a time is divided, by the clocks of a zone. */
public enum IntervalStep {
    QUARTER("15m"),
    HOUR("1h"),
    DAY("day"),
    WHOLE("total");

    private final String text;

    IntervalStep(String text) {
        this.text = text;
    }

    /** As it is written, such as {@code 15m}. */
    public String text() {
        return text;
    }

    public static Optional<IntervalStep> read(String text) {
        return Arrays.stream(values()).filter(step -> step.text.equals(text)).findFirst();
    }

    /** Some quarters of an hour in a row, {@code to} no more. */
    record Span(long from, long to) {
        Instant start() {
            return Quarters.start(from);
        }

        Instant end() {
            return Quarters.start(to);
        }
    }

    /** Divides what lies between two quarters. A day has 92 or 100 where clocks are changed. */
    List<Span> divide(long from, long to, ZoneId zone) {
        List<Span> spans = new ArrayList<>();
        long begun = from;
        for (long quarter = from + 1; quarter < to; quarter++) {
            if (isBorder(quarter, zone)) {
                spans.add(new Span(begun, quarter));
                begun = quarter;
            }
        }
        if (from < to) {
            spans.add(new Span(begun, to));
        }
        return spans;
    }

    private boolean isBorder(long quarter, ZoneId zone) {
        ZonedDateTime at = Quarters.start(quarter).atZone(zone);
        return switch (this) {
            case QUARTER -> true;
            case HOUR -> at.getMinute() == 0;
            case DAY -> {
                ZonedDateTime before = Quarters.start(quarter - 1).atZone(zone);
                yield !at.toLocalDate().equals(before.toLocalDate());
            }
            case WHOLE -> false;
        };
    }
}
