package zarang.ivr.verb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.calendar.CalendarService;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** {@code hours}: whether a calendar is open now, and when it opens next. */
final class HoursVerb implements IvrVerb {
    /** The calendars are in memory: nobody waits for this long. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final String ORIGIN = "hours";
    private static final Variable OPENS_DATE =
            new Variable("hours.opens-date", VariableType.DATE, ORIGIN);
    private static final Variable OPENS_TIME =
            new Variable("hours.opens-time", VariableType.TEXT, ORIGIN);
    private static final Variable TITLE = new Variable("hours.title", VariableType.TEXT, ORIGIN);

    /** By what the service calls them. */
    private static final Map<String, Variable> BY_VALUE =
            Map.of(
                    CalendarService.OPENS_DATE,
                    OPENS_DATE,
                    CalendarService.OPENS_TIME,
                    OPENS_TIME,
                    CalendarService.TITLE,
                    TITLE);

    private static final StepKey<String> CALENDAR =
            StepKey.required("hours", Shapes.calendar(), "the calendar that is asked");
    private static final StepKey<String> OPEN =
            StepKey.required("on.open", Shapes.target(), "it is open");
    private static final StepKey<String> CLOSED =
            StepKey.required("on.closed", Shapes.target(), "it is outside its hours");
    private static final StepKey<Optional<String>> HOLIDAY =
            StepKey.optional(
                    "on.holiday", Shapes.target(), "the day is a holiday; without it as `closed`");
    private static final StepKey<Optional<String>> CLOSED_NOW =
            StepKey.optional(
                    "on.closed-now",
                    Shapes.target(),
                    "somebody closed it at once; without it as `closed`");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Asks a calendar of `calendars.yaml` whether it is open. Sets `hours.title` (of the"
                        + " holiday, the exception or the closure) and, if it is known when it opens"
                        + " next, `hours.opens-date` and `hours.opens-time` (such as 08:00).",
                List.of(CALENDAR, OPEN, CLOSED, HOLIDAY, CLOSED_NOW),
                List.of(OPENS_DATE, OPENS_TIME, TITLE));
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        step.sets(List.of(OPENS_DATE, OPENS_TIME, TITLE));
        String closed = step.get(CLOSED);
        return new Run(
                step.get(CALENDAR),
                step.get(OPEN),
                closed,
                step.get(HOLIDAY).orElse(closed),
                step.get(CLOSED_NOW).orElse(closed));
    }

    private record Run(
            String calendar, String open, String closed, String holiday, String closedNow)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            BY_VALUE.values().forEach(run::forget);
            run.tell(
                    new ScriptCommand.Ask(
                            CalendarService.NAME,
                            Map.of(CalendarService.CALENDAR, new ScriptValue.Text(calendar)),
                            LIMIT));
            return Next.STAY;
        }

        /** A calendar that is gone since the flow was checked is closed. */
        @Override
        public Next on(ScriptEvent event, StepTools run) {
            if (!(event instanceof ScriptEvent.Told(ServiceAnswer answer))) {
                return Next.STAY;
            }
            if (!(answer instanceof ServiceAnswer.Given given)) {
                return new Next.GoTo(closed);
            }
            BY_VALUE.forEach((name, variable) -> {
                ScriptValue value = given.values().get(name);
                if (value != null) {
                    TakenValues.as(variable.type(), value, run.zone())
                            .ifPresent(fitting -> run.set(variable, fitting));
                }
            });
            return new Next.GoTo(
                    switch (given.outcome()) {
                        case "open" -> open;
                        case "holiday" -> holiday;
                        case "closed-now" -> closedNow;
                        default -> closed;
                    });
        }
    }
}
