package zarang.ivr.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import zarang.call.Words;
import zarang.call.script.ScriptValue;
import zarang.ivr.calendar.WrittenDates;
import zarang.ivr.variable.AsciiDigits;
import zarang.ivr.variable.SameText;
import zarang.ivr.variable.VariableType;

/** What an expression can ask of a value by name. Each is worth nothing where it has no result. */
enum Formula {
    LENGTH(VariableType.NUMBER, Types.COUNTABLE),
    LEFT(VariableType.TEXT, Types.WRITTEN, Types.NUMBER),
    RIGHT(VariableType.TEXT, Types.WRITTEN, Types.NUMBER),
    LOWER(VariableType.TEXT, Types.WRITTEN),
    STARTS_WITH(VariableType.YES_NO, Types.WRITTEN, Types.WRITTEN),
    ENDS_WITH(VariableType.YES_NO, Types.WRITTEN, Types.WRITTEN),
    CONTAINS(VariableType.YES_NO, Types.WRITTEN, Types.WRITTEN),
    ROUND(VariableType.NUMBER, Types.NUMBER),
    ABS(VariableType.NUMBER, Types.NUMBER),
    MIN(VariableType.NUMBER, Types.NUMBER, Types.NUMBER),
    MAX(VariableType.NUMBER, Types.NUMBER, Types.NUMBER),
    NUMBER(VariableType.NUMBER, Types.NUMERIC),
    MONEY(VariableType.MONEY, Types.NUMBER),
    TEXT(VariableType.TEXT, Types.ANY),
    DIGITS(VariableType.DIGITS, Types.WRITTEN_OR_NUMBER),
    DATE(VariableType.DATE, Types.WRITTEN),
    /** The first item is 1. */
    ITEM(VariableType.TEXT, Types.LIST, Types.NUMBER),
    /** Whether a payment card's number passes its own check (ISO/IEC 7812-1, Luhn). */
    IS_CARD(VariableType.YES_NO, Types.WRITTEN),
    /** Whether an Iranian national id passes its own check. */
    IS_NATIONAL_ID(VariableType.YES_NO, Types.WRITTEN),
    KNOWN(VariableType.YES_NO, Types.ANY);

    private final VariableType result;

    @SuppressWarnings("ImmutableEnumChecker") // made once, unmodifiable
    private final List<Types> takes;

    Formula(VariableType result, Types... takes) {
        this.result = result;
        this.takes = List.of(takes);
    }

    /** Types that a value may have. */
    private enum Types {
        ANY(VariableType.values()),
        LIST(VariableType.LIST),
        NUMBER(VariableType.NUMBER),
        WRITTEN(VariableType.TEXT, VariableType.DIGITS),
        WRITTEN_OR_NUMBER(VariableType.TEXT, VariableType.DIGITS, VariableType.NUMBER),
        COUNTABLE(VariableType.TEXT, VariableType.DIGITS, VariableType.LIST),
        NUMERIC(VariableType.TEXT, VariableType.DIGITS, VariableType.NUMBER, VariableType.MONEY);

        @SuppressWarnings("ImmutableEnumChecker") // made once, unmodifiable
        private final Set<VariableType> types;

        Types(VariableType... types) {
            this.types = Set.of(types);
        }
    }

    String word() {
        return Words.of(this);
    }

    static Optional<Formula> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Formula::word).toList();
    }

    VariableType result() {
        return result;
    }

    /** The types that each value it is given may have. */
    List<Set<VariableType>> takes() {
        return takes.stream().map(each -> each.types).toList();
    }

    boolean asksWhetherKnown() {
        return this == KNOWN;
    }

    /** What it is worth of values of these types. */
    Optional<ScriptValue> of(List<ScriptValue> in) {
        ScriptValue first = in.getFirst();
        String text = first.text();
        return switch (this) {
            case LENGTH ->
                    number(
                            first instanceof ScriptValue.Many(var items)
                                    ? items.size()
                                    : text.length());
            case LEFT -> part(in, true);
            case RIGHT -> part(in, false);
            case LOWER -> Sum.text(text.toLowerCase(Locale.ROOT));
            case STARTS_WITH -> yes(folded(in, 0).startsWith(folded(in, 1)));
            case ENDS_WITH -> yes(folded(in, 0).endsWith(folded(in, 1)));
            case CONTAINS -> yes(folded(in, 0).contains(folded(in, 1)));
            case ROUND -> amount(first, amount -> amount.setScale(0, RoundingMode.HALF_UP));
            case ABS -> amount(first, BigDecimal::abs);
            case MIN -> pick(in, true);
            case MAX -> pick(in, false);
            case NUMBER ->
                    Amounts.of(first).flatMap(Amounts::number).or(() -> Amounts.written(text));
            case MONEY -> Amounts.of(first).flatMap(Amounts::money);
            case TEXT -> Sum.text(text);
            case DIGITS -> digits(text);
            case DATE -> date(text);
            case ITEM -> item(in);
            case IS_CARD -> yes(Checks.card(text));
            case IS_NATIONAL_ID -> yes(Checks.nationalId(text));
            case KNOWN -> yes(true);
        };
    }

    /** What it has a result for, in words. */
    String expected() {
        return switch (this) {
            case NUMBER -> "a number of at most 18 digits, such as '12.5'";
            case MONEY -> "an amount of at most 18 digits";
            case DIGITS -> "1 to 64 keys of 0-9, *, #, A-D";
            case DATE -> WrittenDates.EXPECTED;
            case ITEM -> "a list that has this item; the first is 1";
            case LENGTH,
                    LEFT,
                    RIGHT,
                    LOWER,
                    STARTS_WITH,
                    ENDS_WITH,
                    CONTAINS,
                    ROUND,
                    ABS,
                    MIN,
                    MAX,
                    TEXT,
                    IS_CARD,
                    IS_NATIONAL_ID,
                    KNOWN ->
                    "a value with a result of at most 18 digits";
        };
    }

    private static Optional<ScriptValue> number(long value) {
        return Optional.of(new ScriptValue.Decimal(BigDecimal.valueOf(value)));
    }

    private static Optional<ScriptValue> yes(boolean yes) {
        return Optional.of(new ScriptValue.YesNo(yes));
    }

    private static Optional<ScriptValue> amount(
            ScriptValue value, UnaryOperator<BigDecimal> change) {
        return Amounts.of(value).map(change).flatMap(Amounts::number);
    }

    private static Optional<ScriptValue> pick(List<ScriptValue> in, boolean smaller) {
        boolean first = Comparison.AT_MOST.holds(Optional.of(in.get(0)), Optional.of(in.get(1)));
        return Optional.of(in.get(first == smaller ? 0 : 1));
    }

    private static String folded(List<ScriptValue> in, int at) {
        return SameText.folded(in.get(at).text());
    }

    private static int whole(ScriptValue value) {
        return Amounts.of(value)
                .map(amount -> amount.min(BigDecimal.valueOf(Sum.TEXT_MAX)).intValue())
                .orElse(0);
    }

    private static Optional<ScriptValue> part(List<ScriptValue> in, boolean left) {
        String text = in.getFirst().text();
        int length = Math.clamp(whole(in.get(1)), 0, text.length());
        return Sum.text(left ? text.substring(0, length) : text.substring(text.length() - length));
    }

    private static Optional<ScriptValue> digits(String text) {
        String ascii = AsciiDigits.of(text);
        return ascii.matches("[0-9*#A-D]{1,64}")
                ? Optional.of(new ScriptValue.Digits(ascii))
                : Optional.empty();
    }

    /** Jalali or Gregorian, by its year. */
    private static Optional<ScriptValue> date(String text) {
        return WrittenDates.date(text.strip()).map(ScriptValue.Date::new);
    }

    /** The first item is 1. */
    private static Optional<ScriptValue> item(List<ScriptValue> in) {
        int at = whole(in.get(1));
        return in.getFirst() instanceof ScriptValue.Many(var items) && at >= 1 && at <= items.size()
                ? Sum.text(items.get(at - 1).text())
                : Optional.empty();
    }
}
