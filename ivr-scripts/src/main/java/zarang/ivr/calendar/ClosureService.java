package zarang.ivr.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.PhoneNumber;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * Closes and opens a calendar for a caller who may. Who may is the calendar's {@code closers}: a
 * number that the trunk vouches for, or an agent at its phone. Answers {@link #CLOSED}, {@link
 * #OPENED} or {@link #REFUSED}. Control loop.
 */
public final class ClosureService implements ScriptService {
    /** Its name. */
    public static final String NAME = "closure";

    /** {@link #CLOSE}, {@link #OPEN} or {@link #TOGGLE}. */
    public static final String WISH = "wish";

    public static final String CLOSE = "close";
    public static final String OPEN = "open";

    /** The other way round. */
    public static final String TOGGLE = "toggle";

    /** For how many seconds; absent: until somebody opens. */
    public static final String SECONDS = "seconds";

    public static final String REASON = "reason";

    public static final String CLOSED = "closed";
    public static final String OPENED = "opened";

    /** The caller may not. */
    public static final String REFUSED = "refused";

    private final LiveCalendars desk;

    public ClosureService(LiveCalendars desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        String name = question.text(CalendarService.CALENDAR).orElse("");
        Optional<BusinessCalendar> calendar = desk.calendars().find(name);
        if (calendar.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new ServiceAnswer.Failed("no calendar '" + name + "'"));
        }
        Optional<String> who = closer(calendar.get(), question);
        if (who.isEmpty()) {
            return CompletableFuture.completedFuture(new ServiceAnswer.Given(REFUSED));
        }
        String wish = question.text(WISH).orElse("");
        boolean opens =
                wish.equals(OPEN) || (wish.equals(TOGGLE) && desk.closures().of(name).isPresent());
        if (opens) {
            return desk.closures()
                    .open(name, who.get())
                    .thenApply(done -> new ServiceAnswer.Given(OPENED));
        }
        Instant now = desk.instant();
        Optional<Instant> until =
                question.arguments().get(SECONDS) instanceof ScriptValue.Decimal seconds
                        ? Optional.of(now.plus(Duration.ofSeconds(seconds.number().longValue())))
                        : Optional.empty();
        return desk.closures()
                .close(
                        name,
                        new CalendarClosure(
                                who.get(), now, until, question.text(REASON).orElse("")))
                .thenApply(done -> new ServiceAnswer.Given(CLOSED));
    }

    /** Who asks, for the record, if it is one who may: a telephone number is not shown whole. */
    private static Optional<String> closer(BusinessCalendar calendar, ServiceQuestion question) {
        Optional<AgentId> agent =
                question.agent().filter(each -> calendar.closers().contains(each.value()));
        Optional<PhoneNumber> phone =
                question.caller().filter(each -> calendar.closers().contains(each.e164()));
        return agent.map(each -> "agent " + each.value()).or(() -> phone.map(p -> "phone " + p));
    }
}
