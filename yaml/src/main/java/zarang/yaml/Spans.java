package zarang.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as admins write them: a whole number and one of ms, s, m, h, d. */
public final class Spans {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");

    private Spans() {}

    /** Reads {@code 150ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** Writes a span with the largest unit that needs no fraction; whole milliseconds. */
    public static String write(Duration span) {
        long ms = span.toMillis();
        if (ms % 1000 != 0) {
            return ms + "ms";
        }
        long s = ms / 1000;
        if (s == 0 || s % 60 != 0) {
            return s + "s";
        }
        if (s % 3600 != 0) {
            return s / 60 + "m";
        }
        return s % 86_400 == 0 ? s / 86_400 + "d" : s / 3600 + "h";
    }
}
