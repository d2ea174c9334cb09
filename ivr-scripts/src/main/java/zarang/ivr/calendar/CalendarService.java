package zarang.ivr.calendar;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import zarang.call.Words;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * Whether a calendar is open now. Asked with {@link #CALENDAR}; answers {@code open}, {@code
 * closed}, {@code holiday} or {@code closed-now}, with {@link #TITLE} and, if it is known when it
 * opens next, {@link #OPENS_DATE} and {@link #OPENS_TIME} by the calendar's own clock. Control
 * loop.
 */
public final class CalendarService implements ScriptService {
    /** Its name. */
    public static final String NAME = "calendar";

    /** The name of a calendar. */
    public static final String CALENDAR = "calendar";

    /** Of the holiday, the exception or the closure; may be empty. */
    public static final String TITLE = "title";

    public static final String OPENS_DATE = "opens-date";

    /** Such as {@code 08:00}. */
    public static final String OPENS_TIME = "opens-time";

    private final Function<String, Optional<CalendarVerdict>> calendars;

    /**
     * @param calendars tells what a calendar says now; empty if there is none of that name
     */
    public CalendarService(Function<String, Optional<CalendarVerdict>> calendars) {
        this.calendars = calendars;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        String calendar = question.text(CALENDAR).orElse("");
        return CompletableFuture.completedFuture(
                calendars
                        .apply(calendar)
                        .<ServiceAnswer>map(CalendarService::answer)
                        .orElseGet(
                                () -> new ServiceAnswer.Failed("no calendar '" + calendar + "'")));
    }

    private static ServiceAnswer answer(CalendarVerdict verdict) {
        Map<String, ScriptValue> values = new LinkedHashMap<>();
        values.put(TITLE, new ScriptValue.Text(verdict.title()));
        if (verdict.opens().isPresent()) {
            ZonedDateTime opens = verdict.opens().get();
            values.put(OPENS_DATE, new ScriptValue.Date(opens.toLocalDate()));
            values.put(OPENS_TIME, new ScriptValue.Text(BusinessCalendar.clock(opens)));
        }
        return new ServiceAnswer.Given(Words.of(verdict.state()), values, Optional.empty());
    }
}
