package zarang.ivr.calendar;

import java.util.List;
import java.util.stream.Collectors;

/**
 * When it is open on a day.
 *
 * @param spans in their order, apart from one another; none: closed
 */
public record DayHours(List<HoursSpan> spans) {
    static final DayHours CLOSED = new DayHours(List.of());
    static final DayHours ALL_DAY = new DayHours(List.of(new HoursSpan(0, HoursSpan.DAY)));

    public DayHours {
        spans = List.copyOf(spans);
    }

    /** {@code closed}, or spans. */
    @Override
    public String toString() {
        return spans.isEmpty()
                ? "closed"
                : spans.stream().map(HoursSpan::toString).collect(Collectors.joining(", "));
    }
}
