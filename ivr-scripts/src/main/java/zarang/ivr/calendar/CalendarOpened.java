package zarang.ivr.calendar;

import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody ended the closure of a calendar: its hours count again. About the calendar.
 *
 * @param by who, without a whole telephone number
 */
public record CalendarOpened(String by) implements Fact {
    public static final FactType<CalendarOpened> TYPE =
            FactType.of("calendar.opened", CalendarOpened.class, CalendarOpened::read)
                    .onlyIfAsked();

    private static CalendarOpened read(FactReader from) throws UnreadableEntryException {
        return new CalendarOpened(from.text("by"));
    }

    @Override
    public FactType<CalendarOpened> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by);
    }

    @Override
    public void describe(FactWriter to) {
        to.quoted("by", by);
    }
}
