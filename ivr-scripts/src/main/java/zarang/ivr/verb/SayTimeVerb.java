package zarang.ivr.verb;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.Numerals;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.VariableType;

/** {@code say-time}: a time of day. */
final class SayTimeVerb implements IvrVerb {
    private static final DateTimeFormatter HOURS_AND_MINUTES =
            DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);
    private static final StepKey<Optional<Expression>> TIME =
            StepKey.required(
                    "say-time",
                    ValueShapes.expression(VariableType.TEXT),
                    "the time, a text such as `14:30`");

    @Override
    public VerbTable table() {
        return SpokenValue.table("Speaks a time of day.", TIME);
    }

    @Override
    public StepRun read(StepReader step) {
        step.says(SpeechKind.TIME);
        return SpokenValue.read(
                step,
                step.get(TIME),
                (value, speech) -> time(value.text()).map(speech::time).orElse(List.of()));
    }

    private static Optional<LocalTime> time(String written) {
        try {
            return Optional.of(LocalTime.parse(Numerals.ascii(written), HOURS_AND_MINUTES));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
