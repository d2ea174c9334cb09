package zarang.ivr.expression;

import java.math.BigDecimal;
import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.SameText;
import zarang.ivr.variable.VariableType;

/**
 * How two values are compared: numbers and money as amounts, dates as days, all else as text
 * ({@link SameText}).
 */
enum Comparison {
    EQUAL("="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** Whether values of these types can be compared so. */
    boolean takes(VariableType left, VariableType right) {
        boolean ordered = this != EQUAL && this != UNEQUAL;
        return switch (left) {
            case NUMBER, MONEY -> right == VariableType.NUMBER || right == VariableType.MONEY;
            case TEXT, DIGITS ->
                    !ordered && (right == VariableType.TEXT || right == VariableType.DIGITS);
            case DATE -> right == VariableType.DATE;
            case YES_NO -> !ordered && right == VariableType.YES_NO;
            case LIST -> false;
        };
    }

    /** What is not known is unequal to everything, and neither less nor more. */
    boolean holds(Optional<ScriptValue> left, Optional<ScriptValue> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return this == UNEQUAL;
        }
        int order = compare(left.get(), right.get());
        return switch (this) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    private static int compare(ScriptValue left, ScriptValue right) {
        if (left instanceof ScriptValue.Date(var one)
                && right instanceof ScriptValue.Date(var other)) {
            return one.compareTo(other);
        }
        Optional<BigDecimal> one = Amounts.of(left);
        Optional<BigDecimal> other = Amounts.of(right);
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get());
        }
        return SameText.is(left.text(), right.text()) ? 0 : left.text().compareTo(right.text());
    }
}
