package zarang.ivr.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Hours by the day of the week.
 *
 * @param from its first day; empty: since ever
 * @param until its last day; empty: for good
 */
record WeekRule(Optional<LocalDate> from, Optional<LocalDate> until, Map<DayName, DayHours> hours) {
    WeekRule {
        hours = Map.copyOf(hours);
    }

    boolean counts(LocalDate day) {
        return from.filter(day::isBefore).isEmpty() && until.filter(day::isAfter).isEmpty();
    }

    Optional<DayHours> of(DayName name) {
        return Optional.ofNullable(hours.get(name));
    }
}
