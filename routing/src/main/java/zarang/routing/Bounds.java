package zarang.routing;

import java.time.Duration;

/** Refuses settings out of range, in words that name the key, the value and the range. */
public final class Bounds {
    private Bounds() {}

    /**
     * Checks a duration.
     *
     * @param what the key as the admin wrote it, such as {@code queue sales: wrap-up}
     * @throws IllegalArgumentException out of range; both ends are allowed values
     */
    public static void require(String what, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    what + " is " + text(value) + "; expected " + text(min) + " to " + text(max));
        }
    }

    /**
     * Checks a number.
     *
     * @param what the key as the admin wrote it
     * @throws IllegalArgumentException out of range; both ends are allowed values
     */
    public static void require(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; expected " + min + " to " + max);
        }
    }

    /** In the largest unit that says it without a fraction, as configuration writes it. */
    private static String text(Duration value) {
        long millis = value.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        if (millis % 3_600_000 == 0 && millis != 0) {
            return millis / 3_600_000 + "h";
        }
        return millis % 60_000 == 0 && millis != 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }
}
