package zarang.call.queue;

import java.util.Optional;

/**
 * How long a caller may expect to wait, as it is told: less than 2 minutes, 5 to 10 minutes, more
 * than an hour.
 *
 * @param fromMinutes 0: less than {@code toMinutes}
 * @param toMinutes empty: more than {@code fromMinutes}
 */
public record WaitBand(int fromMinutes, Optional<Integer> toMinutes) {
    public WaitBand {
        int to = toMinutes.orElse(Integer.MAX_VALUE);
        if (fromMinutes < 0 || to <= fromMinutes || (fromMinutes == 0 && toMinutes.isEmpty())) {
            throw new IllegalArgumentException(
                    "a band of waits: from " + fromMinutes + " to " + toMinutes + " minutes");
        }
    }

    /** Whether a caller who was told {@code other} hears something good. */
    public boolean isShorterThan(WaitBand other) {
        int mine = toMinutes.orElse(Integer.MAX_VALUE);
        int theirs = other.toMinutes.orElse(Integer.MAX_VALUE);
        return mine < theirs || (mine == theirs && fromMinutes < other.fromMinutes);
    }

    @Override
    public String toString() {
        return toMinutes
                .map(to -> fromMinutes == 0 ? "<" + to + " min" : fromMinutes + "-" + to + " min")
                .orElse(">" + fromMinutes + " min");
    }
}
