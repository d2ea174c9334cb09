package zarang.ivr.verb;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.ivr.calendar.CalendarService;
import zarang.ivr.calendar.ClosureService;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code closure}: closes or opens a calendar for a caller who may. */
final class ClosureVerb implements IvrVerb {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final StepKey<String> CALENDAR =
            StepKey.required("closure", Shapes.calendar(), "the calendar");
    private static final StepKey<String> WISH =
            StepKey.usually(
                    "wish",
                    Shapes.oneOf(ClosureService.CLOSE, ClosureService.OPEN, ClosureService.TOGGLE),
                    ClosureService.CLOSE,
                    ClosureService.CLOSE,
                    "what is wanted; `toggle` is the other way round");
    private static final StepKey<Optional<Duration>> FOR =
            StepKey.optional(
                    "for",
                    Shapes.span(Duration.ofMinutes(1), Duration.ofDays(30)),
                    "how long it stays closed; without it until somebody opens");
    private static final StepKey<Optional<String>> CLOSED =
            StepKey.optional(
                    "on.closed",
                    Shapes.target(),
                    "it is closed now; must be there unless the wish is `open`");
    private static final StepKey<Optional<String>> OPENED =
            StepKey.optional(
                    "on.opened",
                    Shapes.target(),
                    "its hours count again; must be there unless the wish is `close`");
    private static final StepKey<String> REFUSED =
            StepKey.required(
                    "on.refused",
                    Shapes.target(),
                    "the caller is none of the calendar's `closers`");
    private static final StepKey<String> ERROR =
            StepKey.required("on.error", Shapes.target(), "it cannot be kept now");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Closes a calendar at once, or opens it again, for a caller who may: one whose number"
                        + " the trunk vouches for, or an agent at its phone. All servers know within"
                        + " a second.",
                CALENDAR,
                WISH,
                FOR,
                CLOSED,
                OPENED,
                REFUSED,
                ERROR);
    }

    @Override
    public StepRun read(StepReader step) {
        String wish = step.get(WISH);
        Optional<String> closed = step.get(CLOSED);
        Optional<String> opened = step.get(OPENED);
        if (closed.isEmpty() && !wish.equals(ClosureService.OPEN)) {
            step.refuse(CLOSED, "leads nowhere, expected the outcome closed");
        }
        if (opened.isEmpty() && !wish.equals(ClosureService.CLOSE)) {
            step.refuse(OPENED, "leads nowhere, expected the outcome opened");
        }
        String error = step.get(ERROR);
        return new Run(
                step.get(CALENDAR),
                wish,
                step.get(FOR),
                new AnswerWays(
                        Map.of(
                                ClosureService.CLOSED,
                                closed.orElse(error),
                                ClosureService.OPENED,
                                opened.orElse(error)),
                        step.get(REFUSED),
                        error));
    }

    private record Run(String calendar, String wish, Optional<Duration> span, AnswerWays ways)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            Map<String, ScriptValue> arguments = new HashMap<>();
            arguments.put(CalendarService.CALENDAR, new ScriptValue.Text(calendar));
            arguments.put(ClosureService.WISH, new ScriptValue.Text(wish));
            span.ifPresent(length ->
                    arguments.put(
                            ClosureService.SECONDS,
                            new ScriptValue.Decimal(BigDecimal.valueOf(length.toSeconds()))));
            run.tell(new ScriptCommand.Ask(ClosureService.NAME, arguments, LIMIT));
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            return ways.on(event);
        }
    }
}
