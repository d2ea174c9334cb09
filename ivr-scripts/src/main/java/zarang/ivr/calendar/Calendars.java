package zarang.ivr.calendar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The calendars there are. Immutable. */
public final class Calendars {
    public static final Calendars NONE = new Calendars(List.of());

    private final TreeMap<String, BusinessCalendar> byName;

    public Calendars(List<BusinessCalendar> calendars) {
        byName =
                new TreeMap<>(
                        calendars.stream()
                                .collect(
                                        Collectors.toMap(
                                                BusinessCalendar::name, Function.identity())));
    }

    public Optional<BusinessCalendar> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** By name. */
    public List<BusinessCalendar> all() {
        return List.copyOf(byName.values());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Calendars calendars && calendars.byName.equals(byName);
    }

    @Override
    public int hashCode() {
        return Map.copyOf(byName).hashCode();
    }

    @Override
    public String toString() {
        return "Calendars" + byName.keySet();
    }
}
