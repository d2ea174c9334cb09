package zarang.ivr.calendar;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The calendars as they are now, with what was closed. Control loop, but for {@link #set}, which
 * any thread may call.
 */
public final class LiveCalendars {
    private final InstantSource clock;
    private final CalendarClosures closures;
    private volatile Calendars calendars;

    public LiveCalendars(Calendars calendars, CalendarClosures closures, InstantSource clock) {
        this.calendars = calendars;
        this.closures = closures;
        this.clock = clock;
    }

    /** These count from now on. */
    public void set(Calendars changed) {
        calendars = changed;
    }

    public Calendars calendars() {
        return calendars;
    }

    public CalendarClosures closures() {
        return closures;
    }

    /** What a calendar says now; empty if there is none of that name. */
    public Optional<CalendarVerdict> now(String calendar) {
        Instant now = clock.instant();
        return calendars
                .find(calendar)
                .map(found ->
                        closures.of(calendar)
                                .map(closure -> found.at(now, closure))
                                .orElseGet(() -> found.at(now)));
    }

    /** What a calendar says of a moment; a closure that would still count then counts. */
    public Optional<CalendarVerdict> at(String calendar, Instant moment) {
        return calendars
                .find(calendar)
                .map(found ->
                        closures.of(calendar)
                                .filter(closure -> closure.counts(moment))
                                .filter(closure -> !moment.isBefore(closure.at()))
                                .map(closure -> found.at(moment, closure))
                                .orElseGet(() -> found.at(moment)));
    }

    public Instant instant() {
        return clock.instant();
    }
}
