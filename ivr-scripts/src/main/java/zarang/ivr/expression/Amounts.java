package zarang.ivr.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.AsciiDigits;

/** Amounts as they are calculated with: up to 18 digits before the point, 6 after it. */
final class Amounts {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(18);
    private static final int DECIMALS = 6;

    private Amounts() {}

    /** The amount of a number or of money; nothing of any other value. */
    static Optional<BigDecimal> of(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Decimal(BigDecimal number) -> Optional.of(number);
            case ScriptValue.Money(long amount) -> Optional.of(BigDecimal.valueOf(amount));
            case ScriptValue.Text text -> Optional.empty();
            case ScriptValue.Digits digits -> Optional.empty();
            case ScriptValue.Date date -> Optional.empty();
            case ScriptValue.YesNo yesNo -> Optional.empty();
            case ScriptValue.Many many -> Optional.empty();
        };
    }

    /** A number; nothing if it is out of bounds. */
    static Optional<ScriptValue> number(BigDecimal amount) {
        if (amount.abs().compareTo(LIMIT) >= 0) {
            return Optional.empty();
        }
        BigDecimal kept =
                amount.scale() > DECIMALS
                        ? amount.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros()
                        : amount;
        return Optional.of(new ScriptValue.Decimal(kept));
    }

    /** Money, rounded to the whole unit; nothing if it is out of bounds. */
    static Optional<ScriptValue> money(BigDecimal amount) {
        return amount.abs().compareTo(LIMIT) >= 0
                ? Optional.empty()
                : Optional.of(
                        new ScriptValue.Money(
                                amount.setScale(0, RoundingMode.HALF_EVEN).longValueExact()));
    }

    /** The number that a text writes; nothing if it writes none. */
    static Optional<ScriptValue> written(String text) {
        String ascii = AsciiDigits.ofNumber(text.strip());
        return ascii.matches("-?[0-9]{1,18}(\\.[0-9]{1,6})?")
                ? number(new BigDecimal(ascii))
                : Optional.empty();
    }
}
