package zarang.ivr.verb;

import java.math.BigDecimal;
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

/** {@code say-money}: an amount that is kept in rial. */
final class SayMoneyVerb implements IvrVerb {
    private static final String TOMAN = "toman";
    private static final String RIAL = "rial";
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final StepKey<Optional<Expression>> MONEY =
            StepKey.required(
                    "say-money", ValueShapes.expression(VariableType.MONEY), "the amount in rial");
    private static final StepKey<String> UNIT =
            StepKey.usually(
                    "unit", Shapes.oneOf(RIAL, TOMAN), TOMAN, TOMAN, "what it is spoken in");

    @Override
    public VerbTable table() {
        return SpokenValue.table(
                "Speaks an amount of money, which scripts keep in rial. Rial that make no whole toman are spoken after it.",
                MONEY,
                UNIT);
    }

    @Override
    public StepRun read(StepReader step) {
        step.says(SpeechKind.MONEY);
        String unit = step.get(UNIT);
        return SpokenValue.read(
                step,
                step.get(MONEY),
                (value, speech) ->
                        rials(value).map(rials -> speech.money(rials, unit)).orElse(List.of()));
    }

    /** A number that was written where money is expected is one of rials. */
    private static Optional<Long> rials(ScriptValue value) {
        if (value instanceof ScriptValue.Money(long amount)) {
            return Optional.of(amount);
        }
        return value instanceof ScriptValue.Decimal(BigDecimal number)
                        && number.abs().compareTo(MOST) <= 0
                ? Optional.of(number.longValue())
                : Optional.empty();
    }
}
