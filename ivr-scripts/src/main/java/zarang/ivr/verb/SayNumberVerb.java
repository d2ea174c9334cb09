package zarang.ivr.verb;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.speech.Speech;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.VariableType;

/** {@code say-number}: a number, its place in an order, or per cent. */
final class SayNumberVerb implements IvrVerb {
    private static final Pattern KEYS = Pattern.compile("[0-9]{1,18}");
    private static final Map<String, SpeechKind> KINDS =
            new TreeMap<>(
                    Map.of(
                            "number",
                            SpeechKind.NUMBER,
                            "ordinal",
                            SpeechKind.ORDINAL,
                            "percent",
                            SpeechKind.PERCENT));
    private static final StepKey<Optional<Expression>> NUMBER =
            StepKey.required(
                    "say-number",
                    ValueShapes.expression(VariableType.NUMBER, VariableType.DIGITS),
                    "the number");
    private static final StepKey<SpeechKind> AS =
            StepKey.usually(
                    "as",
                    Shapes.choice(KINDS, SpeechKind.NUMBER),
                    SpeechKind.NUMBER,
                    "number",
                    "`number` says \"three and a half\", `ordinal` \"third\", `percent` \"three"
                            + " per cent\"");

    @Override
    public VerbTable table() {
        return SpokenValue.table("Speaks a number, up to 999,999,999,999,999.", NUMBER, AS);
    }

    @Override
    public StepRun read(StepReader step) {
        SpeechKind kind = step.get(AS);
        step.says(kind);
        return SpokenValue.read(
                step, step.get(NUMBER), (value, speech) -> say(kind, value, speech));
    }

    private static List<String> say(SpeechKind kind, ScriptValue value, Speech speech) {
        Optional<BigDecimal> number = number(value);
        if (number.isEmpty()) {
            return List.of();
        }
        return switch (kind) {
            case ORDINAL -> speech.ordinal(number.get());
            case PERCENT -> speech.percent(number.get());
            case NUMBER,
                    MONEY,
                    DATE,
                    JALALI_DATE,
                    GREGORIAN_DATE,
                    TIME,
                    PHONE,
                    DIGITS,
                    DURATION,
                    PLACE ->
                    speech.number(number.get());
        };
    }

    /** Keys that were pressed are a number if they are digits alone. */
    private static Optional<BigDecimal> number(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Decimal(BigDecimal number) -> Optional.of(number);
            case ScriptValue.Digits(String keys) when KEYS.matcher(keys).matches() ->
                    Optional.of(new BigDecimal(keys));
            case ScriptValue.Text text -> Optional.empty();
            case ScriptValue.Digits digits -> Optional.empty();
            case ScriptValue.Date date -> Optional.empty();
            case ScriptValue.Money money -> Optional.of(BigDecimal.valueOf(money.amount()));
            case ScriptValue.YesNo yesNo -> Optional.empty();
            case ScriptValue.Many many -> Optional.empty();
        };
    }
}
