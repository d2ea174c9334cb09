package zarang.ivr.verb;

import java.util.List;
import java.util.Optional;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.VariableType;

/** {@code say-phone}: a telephone number. */
final class SayPhoneVerb implements IvrVerb {
    /** With what stands between the digits; longer is no telephone number. */
    private static final int LENGTH_MAX = 32;

    private static final StepKey<Optional<Expression>> PHONE =
            StepKey.required(
                    "say-phone",
                    ValueShapes.expression(VariableType.TEXT, VariableType.DIGITS),
                    "the number");

    @Override
    public VerbTable table() {
        return SpokenValue.table(
                "Speaks a telephone number in the groups in which people write it down: 0912 123 45 67.",
                PHONE);
    }

    @Override
    public StepRun read(StepReader step) {
        step.says(SpeechKind.PHONE);
        return SpokenValue.read(
                step,
                step.get(PHONE),
                (value, speech) ->
                        value.text().length() <= LENGTH_MAX
                                ? speech.phone(value.text())
                                : List.of());
    }
}
