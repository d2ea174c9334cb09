package zarang.ivr.verb;

import java.math.BigDecimal;
import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.ivr.calendar.WrittenDates;
import zarang.ivr.variable.AsciiDigits;
import zarang.ivr.variable.VariableType;

/** What somebody else answered, as a value of the type that a variable has. */
final class TakenValues {
    private static final int DATE_LENGTH = 10;
    private static final int NUMBER_MAX = 30;

    private TakenValues() {}

    /** The value; empty if it is none of that type. */
    static Optional<ScriptValue> as(VariableType type, ScriptValue value) {
        String text = AsciiDigits.of(value.text()).strip();
        return switch (type) {
            case TEXT -> Optional.of(new ScriptValue.Text(value.text()));
            case NUMBER -> number(text).map(ScriptValue.Decimal::new);
            case MONEY -> number(text).flatMap(TakenValues::money);
            case DIGITS ->
                    Optional.of(text)
                            .filter(keys -> keys.matches("[0-9*#]{1,64}"))
                            .map(ScriptValue.Digits::new);
            case DATE -> date(text);
            case YES_NO ->
                    switch (text) {
                        case "true" -> Optional.of(new ScriptValue.YesNo(true));
                        case "false" -> Optional.of(new ScriptValue.YesNo(false));
                        default -> Optional.empty();
                    };
            case LIST -> value instanceof ScriptValue.Many ? Optional.of(value) : Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > NUMBER_MAX
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(text))
                            .filter(n -> Math.abs(n.scale()) < NUMBER_MAX);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<ScriptValue> money(BigDecimal amount) {
        try {
            return Optional.of(new ScriptValue.Money(amount.longValueExact()));
        } catch (ArithmeticException fraction) {
            return Optional.empty();
        }
    }

    /** A date, or a moment that begins with one. */
    private static Optional<ScriptValue> date(String text) {
        String day =
                text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == 'T'
                        ? text.substring(0, DATE_LENGTH)
                        : text;
        return WrittenDates.date(day).map(ScriptValue.Date::new);
    }
}
