package zarang.ivr.verb;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.script.ScriptValue;
import zarang.ivr.calendar.WrittenDates;
import zarang.ivr.variable.AsciiDigits;
import zarang.ivr.variable.VariableType;

/** What somebody else answered, as a value of the type that a variable has. */
final class TakenValues {
    /** A day and a time, such as {@code 1405-09-06T10:00} or {@code 2026-11-27 10:00:00}. */
    private static final Pattern LOCAL = Pattern.compile("(\\S{8,10})[T ][0-9]{1,2}:[0-9]{2}.*");

    private static final int NUMBER_MAX = 30;
    private static final int GREGORIAN_FROM = 1900;
    private static final int GREGORIAN_UNTIL = 2100;

    /** Marks of direction and joiners, which come with a copied number. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    private TakenValues() {}

    /**
     * The value; empty if it is none of that type.
     *
     * @param zone whose day a moment is taken for
     */
    static Optional<ScriptValue> as(VariableType type, ScriptValue value, ZoneId zone) {
        String text = AsciiDigits.ofNumber(UNSEEN.matcher(value.text()).replaceAll("")).strip();
        return switch (type) {
            case TEXT -> Optional.of(new ScriptValue.Text(value.text()));
            case NUMBER -> number(text).map(ScriptValue.Decimal::new);
            case MONEY -> number(text).flatMap(TakenValues::money);
            case DIGITS ->
                    Optional.of(text)
                            .filter(keys -> keys.matches("[0-9*#]{1,64}"))
                            .map(ScriptValue.Digits::new);
            case DATE -> date(text, zone);
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

    /** A date, the day of a moment, or of a time without a zone. */
    private static Optional<ScriptValue> date(String text, ZoneId zone) {
        return moment(text)
                .map(at -> at.atZoneSameInstant(zone).toLocalDate())
                .or(() -> {
                    Matcher local = LOCAL.matcher(text);
                    return WrittenDates.date(local.matches() ? local.group(1) : text);
                })
                .map(ScriptValue.Date::new);
    }

    /** A moment with its zone; what has a Jalali year is read as a day. */
    private static Optional<OffsetDateTime> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')))
                    .filter(at -> at.getYear() >= GREGORIAN_FROM)
                    .filter(at -> at.getYear() <= GREGORIAN_UNTIL);
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
