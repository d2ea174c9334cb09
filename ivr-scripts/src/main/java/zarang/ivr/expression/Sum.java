package zarang.ivr.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.VariableType;

/**
 * What can be calculated with two values. What has no result, such as a division by zero, is
 * nothing.
 */
enum Sum {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDED("/"),
    REMAINDER("%");

    /** The longest text that putting texts together gives. */
    static final int TEXT_MAX = 1000;

    final String sign;

    Sum(String sign) {
        this.sign = sign;
    }

    /** The type of the result; nothing if values of these types cannot be calculated with so. */
    Optional<VariableType> type(VariableType left, VariableType right) {
        boolean numbers = left == VariableType.NUMBER && right == VariableType.NUMBER;
        boolean amounts = isAmount(left) && isAmount(right);
        return switch (this) {
            case PLUS -> {
                if (left == VariableType.TEXT || right == VariableType.TEXT) {
                    yield left == VariableType.LIST || right == VariableType.LIST
                            ? Optional.empty()
                            : Optional.of(VariableType.TEXT);
                }
                yield left == VariableType.DATE && right == VariableType.NUMBER
                        ? Optional.of(VariableType.DATE)
                        : amount(amounts, numbers);
            }
            case MINUS -> {
                if (left == VariableType.DATE) {
                    yield switch (right) {
                        case DATE -> Optional.of(VariableType.NUMBER);
                        case NUMBER -> Optional.of(VariableType.DATE);
                        case TEXT, DIGITS, MONEY, YES_NO, LIST -> Optional.empty();
                    };
                }
                yield amount(amounts, numbers);
            }
            case TIMES -> amount((amounts && left != right) || numbers, numbers);
            case DIVIDED ->
                    amounts && left == right
                            ? Optional.of(VariableType.NUMBER)
                            : amount(
                                    left == VariableType.MONEY && right == VariableType.NUMBER,
                                    false);
            case REMAINDER -> amount(numbers, true);
        };
    }

    private static Optional<VariableType> amount(boolean good, boolean number) {
        return good
                ? Optional.of(number ? VariableType.NUMBER : VariableType.MONEY)
                : Optional.empty();
    }

    private static boolean isAmount(VariableType type) {
        return type == VariableType.NUMBER || type == VariableType.MONEY;
    }

    /** The result, of the type that was found before. */
    Optional<ScriptValue> of(ScriptValue left, ScriptValue right, VariableType type) {
        return switch (type) {
            case TEXT -> text(left.text() + right.text());
            case DATE -> date(left, right);
            case NUMBER, MONEY -> {
                if (left instanceof ScriptValue.Date(var to)
                        && right instanceof ScriptValue.Date(var from)) {
                    yield Amounts.number(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)));
                }
                Optional<BigDecimal> amount =
                        Amounts.of(left).flatMap(l -> Amounts.of(right).flatMap(r -> amount(l, r)));
                yield amount.flatMap(type == VariableType.MONEY ? Amounts::money : Amounts::number);
            }
            case DIGITS, YES_NO, LIST -> Optional.empty();
        };
    }

    /** Why it has no result, in words. */
    String fault(VariableType type) {
        return switch (type) {
            case DATE -> "there is no such date";
            case TEXT -> "a text of more than " + TEXT_MAX + " characters";
            case NUMBER, MONEY, DIGITS, YES_NO, LIST ->
                    "a division by zero, or a number of more than 18 digits";
        };
    }

    static Optional<ScriptValue> text(String text) {
        return text.length() > TEXT_MAX
                ? Optional.empty()
                : Optional.of(new ScriptValue.Text(text));
    }

    private Optional<ScriptValue> date(ScriptValue left, ScriptValue right) {
        if (!(left instanceof ScriptValue.Date(LocalDate day)
                && right instanceof ScriptValue.Decimal(BigDecimal days))) {
            return Optional.empty();
        }
        long whole = days.setScale(0, RoundingMode.DOWN).longValue();
        try {
            return Optional.of(new ScriptValue.Date(day.plusDays(this == PLUS ? whole : -whole)));
        } catch (DateTimeException beyond) {
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> amount(BigDecimal left, BigDecimal right) {
        return switch (this) {
            case PLUS -> Optional.of(left.add(right));
            case MINUS -> Optional.of(left.subtract(right));
            case TIMES -> Optional.of(left.multiply(right));
            case DIVIDED ->
                    right.signum() == 0
                            ? Optional.empty()
                            : Optional.of(left.divide(right, MathContext.DECIMAL128));
            case REMAINDER ->
                    right.signum() == 0 ? Optional.empty() : Optional.of(left.remainder(right));
        };
    }
}
