package zarang.ivr.calendar;

import java.time.Instant;
import java.util.Optional;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody closed a calendar. About the calendar.
 *
 * @param by who, without a whole telephone number
 * @param until when it ends by itself; empty: when somebody opens
 * @param reason for people; may be empty
 */
public record CalendarClosed(String by, Optional<Instant> until, String reason) implements Fact {
    public static final FactType<CalendarClosed> TYPE =
            FactType.of("calendar.closed", CalendarClosed.class, CalendarClosed::read)
                    .onlyIfAsked();

    private static CalendarClosed read(FactReader from) throws UnreadableEntryException {
        return new CalendarClosed(from.text("by"), from.maybeTime("until"), from.text("reason"));
    }

    @Override
    public FactType<CalendarClosed> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by);
        until.ifPresent(end -> to.time("until", end));
        to.text("reason", reason);
    }

    @Override
    public void describe(FactWriter to) {
        to.quoted("by", by);
        until.ifPresent(end -> to.time("until", end));
        to.quoted("reason", reason);
    }
}
