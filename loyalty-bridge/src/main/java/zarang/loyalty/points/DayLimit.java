package zarang.loyalty.points;

import java.time.LocalDate;

/**
 * How many awards of a rule a member may get on a day.
 *
 * @param day of the club's calendar
 * @param max 1 and up
 */
public record DayLimit(LocalDate day, int max) {
    public DayLimit {
        if (max < 1) {
            throw new IllegalArgumentException("at most " + max + " awards a day");
        }
    }
}
