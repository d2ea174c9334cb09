package zarang.ivr.verb;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.VariableType;

/** {@code say-duration}: a span of time. */
final class SayDurationVerb implements IvrVerb {
    /** A thousand years. */
    private static final BigDecimal MOST = BigDecimal.valueOf(31_557_600_000L);

    private static final StepKey<Optional<Expression>> SECONDS =
            StepKey.required(
                    "say-duration",
                    ValueShapes.expression(VariableType.NUMBER),
                    "how many seconds");
    private static final StepKey<Integer> UNITS =
            StepKey.usually(
                    "units",
                    Shapes.count(1, 4),
                    2,
                    "2",
                    "how many of them at most: with 2, 3725 seconds are one hour and two minutes");

    @Override
    public VerbTable table() {
        return SpokenValue.table(
                "Speaks a span of time in days, hours, minutes and seconds.", SECONDS, UNITS);
    }

    @Override
    public StepRun read(StepReader step) {
        step.says(SpeechKind.DURATION);
        int units = step.get(UNITS);
        return SpokenValue.read(
                step,
                step.get(SECONDS),
                (value, speech) ->
                        value instanceof ScriptValue.Decimal(BigDecimal seconds)
                                        && seconds.abs().compareTo(MOST) <= 0
                                ? speech.duration(Duration.ofSeconds(seconds.longValue()), units)
                                : List.of());
    }
}
