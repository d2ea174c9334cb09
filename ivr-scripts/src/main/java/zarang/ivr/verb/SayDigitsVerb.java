package zarang.ivr.verb;

import java.util.Optional;
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

/** {@code say-digits}: digits, one by one. */
final class SayDigitsVerb implements IvrVerb {
    private static final int LENGTH_MAX = 64;
    private static final StepKey<Optional<Expression>> DIGITS =
            StepKey.required(
                    "say-digits",
                    ValueShapes.expression(
                            VariableType.DIGITS, VariableType.TEXT, VariableType.NUMBER),
                    "the digits");
    private static final StepKey<Integer> GROUP =
            StepKey.usually(
                    "group",
                    Shapes.count(0, 20),
                    0,
                    "0",
                    "how many digits to a pause; 0: no pause");

    @Override
    public VerbTable table() {
        return SpokenValue.table(
                "Speaks digits one by one, `*`, `#` and `+` too; the first 64 characters.",
                DIGITS,
                GROUP);
    }

    @Override
    public StepRun read(StepReader step) {
        step.says(SpeechKind.DIGITS);
        int group = step.get(GROUP);
        return SpokenValue.read(
                step,
                step.get(DIGITS),
                (value, speech) -> {
                    String text = value.text();
                    return speech.digits(
                            text.substring(0, Math.min(text.length(), LENGTH_MAX)), group);
                });
    }
}
