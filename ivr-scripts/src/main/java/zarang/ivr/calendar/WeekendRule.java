package zarang.ivr.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which days are the weekend, from some day on.
 *
 * @param from empty: since ever
 */
record WeekendRule(Optional<LocalDate> from, Set<DayOfWeek> days) {
    WeekendRule {
        days = Set.copyOf(days);
    }

    boolean hasCome(LocalDate day) {
        return from.filter(day::isBefore).isEmpty();
    }
}
