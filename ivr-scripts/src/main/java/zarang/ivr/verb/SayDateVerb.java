package zarang.ivr.verb;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.DateCalendar;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.VariableType;

/** {@code say-date}: a day, in the calendar of the language or in another. */
final class SayDateVerb implements IvrVerb {
    private static final StepKey<Optional<Expression>> DATE =
            StepKey.required("say-date", ValueShapes.expression(VariableType.DATE), "the day");
    private static final StepKey<Optional<DateCalendar>> CALENDAR =
            StepKey.optional(
                    "calendar",
                    Shapes.choice(
                            new TreeMap<>(
                                    Map.of(
                                            "jalali",
                                            DateCalendar.JALALI,
                                            "gregorian",
                                            DateCalendar.GREGORIAN)),
                            DateCalendar.JALALI),
                    "where it is not the one that is usual in the language: Jalali in Persian,"
                            + " Gregorian in English");
    private static final StepKey<Boolean> WEEKDAY =
            StepKey.usually("weekday", Shapes.yesNo(), true, "true", "with the day of the week");
    private static final StepKey<Boolean> YEAR =
            StepKey.usually("year", Shapes.yesNo(), true, "true", "with the year");

    @Override
    public VerbTable table() {
        return SpokenValue.table("Speaks a date.", DATE, CALENDAR, WEEKDAY, YEAR);
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<DateCalendar> calendar = step.get(CALENDAR);
        step.says(calendar.map(SayDateVerb::kind).orElse(SpeechKind.DATE));
        boolean weekday = step.get(WEEKDAY);
        boolean year = step.get(YEAR);
        return SpokenValue.read(
                step,
                step.get(DATE),
                (value, speech) ->
                        value instanceof ScriptValue.Date(LocalDate day)
                                ? speech.date(day, calendar, weekday, year)
                                : List.of());
    }

    private static SpeechKind kind(DateCalendar calendar) {
        return switch (calendar) {
            case JALALI -> SpeechKind.JALALI_DATE;
            case GREGORIAN -> SpeechKind.GREGORIAN_DATE;
        };
    }
}
