package zarang.ivr.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** What scripts calculate with. */
class ExpressionTest {
    private static final Map<String, Variable> KNOWN = new HashMap<>();
    private static final Map<Variable, ScriptValue> VALUES = new HashMap<>();

    static {
        put("tier", VariableType.TEXT, new ScriptValue.Text("gold"));
        put("points", VariableType.NUMBER, new ScriptValue.Decimal(new BigDecimal("12.5")));
        put("debt", VariableType.MONEY, new ScriptValue.Money(250_000));
        put("order", VariableType.DIGITS, new ScriptValue.Digits("00471"));
        put("due", VariableType.DATE, new ScriptValue.Date(LocalDate.of(2026, 3, 21)));
        put("vip", VariableType.YES_NO, new ScriptValue.YesNo(true));
        put(
                "cities",
                VariableType.LIST,
                new ScriptValue.Many(
                        List.of(new ScriptValue.Text("تهران"), new ScriptValue.Text("شیراز"))));
        KNOWN.put("nobody", new Variable("nobody", VariableType.TEXT, "test"));
        KNOWN.put("nothing", new Variable("nothing", VariableType.NUMBER, "test"));
    }

    private static void put(String name, VariableType type, ScriptValue value) {
        Variable variable = new Variable(name, type, "test");
        KNOWN.put(name, variable);
        VALUES.put(variable, value);
    }

    private static Optional<ScriptValue> value(Variable variable) {
        return Optional.ofNullable(VALUES.get(variable));
    }

    private static String worth(String text) throws ExpressionFault {
        return Expression.read(text, KNOWN)
                .value(ExpressionTest::value)
                .map(ScriptValue::text)
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "10 - 4 - 3 | 3",
                "-points + 1 | -11.5",
                "7 % 4 | 3",
                "1 / 8 | 0.125",
                "۱۲ + ٣ | 15",
                "debt + 1000 | 251000",
                "debt * 2 / 3 | 166667",
                "debt / debt | 1",
                "due + 10 | 2026-03-31",
                "date('2026-03-21') - date('2026-03-01') | 20",
                "due - 1 < due | true",
                "date('1405-01-01') = due | true",
                "date('۱۴۰۳/۱۲/۳۰') + 1 | 2025-03-21",
                "tier = 'gold' and points >= 12.5 | true",
                "tier = \"silver\" or not vip | false",
                "not vip = false | true",
                "tier in ['silver', 'gold'] | true",
                "points in [1, 12.50] | true",
                "'شیراز' in cities | true",
                "'قم' in cities | false",
                "'سفارش ' + order | سفارش 00471",
                "order = '00471' | true",
                "number(order) + 1 | 472",
                "left(order, 2) + right(order, 1) | 001",
                "length(order) + length(cities) | 7",
                "item(cities, 2) | شیراز",
                "starts-with(tier, 'go') | true",
                "min(points, 3) + max(2, 1) | 5",
                "round(points) | 13",
                "debt > 200000 | true",
                "known(nobody) | false",
                "known(tier) | true",
                "is-card('6037991234567890') | false",
                "is-card('4111111111111111') | true",
                "is-national-id('0499370899') | true",
                "is-national-id('0499370898') | false",
                "is-national-id('1111111111') | false",
                "true | true",
            })
    void isWorthWhatAnAdminExpects(String text, String worth) throws ExpressionFault {
        assertThat(worth(text)).isEqualTo(worth);
    }

    /** Nothing of it is an error: a caller is on the line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nobody + '!' | nothing",
                "nothing + 1 | nothing",
                "nothing default 4 | 4",
                "nobody default tier | gold",
                "nothing < 1 | false",
                "nothing = 1 | false",
                "nothing != 1 | true",
                "not (nothing < 1) | true",
                "1 / 0 | nothing",
                "1 % 0 | nothing",
                "(1 / 0) default 5 | 5",
                "item(cities, 3) | nothing",
                "item(cities, -1) | nothing",
                "number('abc') | nothing",
                "date('2026-02-30') | nothing",
                "date('1404-12-30') | nothing",
                "date('1447-09-01') | nothing",
                "digits('12a') | nothing",
                "999999999999999999 * 10 | nothing",
                "left(tier, -5) = '' | true",
                "left(tier, 99999999) | gold",
                "due + 999999999999 | nothing",
            })
    void whatIsNotKnownIsNothingAndNoError(String text, String worth) throws ExpressionFault {
        assertThat(worth(text)).isEqualTo(worth);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tire = 'gold' | there is no variable 'tire'; did you mean 'tier'?; a text stands"
                        + " in quotes: 'tire'",
                "tier = gold | there is no variable 'gold', expected one of cities, debt, due,"
                        + " nobody, nothing, order, points, tier, vip; a text stands in quotes: 'gold'",
                "tier = 1 | a text and a number cannot be compared by '='",
                "tier < 'x' | a text and a text cannot be compared by '<'",
                "vip + 1 | a yes-no and a number cannot be calculated with by '+'",
                "debt * debt | a money and a money cannot be calculated with by '*'",
                "points and vip | 'and' stands beside a number, expected a comparison",
                "1 + | found the end at 4, expected a value",
                "(1 + 2 | found the end at 7, expected ')'",
                "1 2 | found '2' at 3, expected an operator such as = or and",
                "'abc | ''' at 1 means nothing here: the quote is not closed",
                "Tier = 'x' | 'T' at 1 means nothing here: a text stands in quotes, as in 'gold';"
                        + " names are of small letters",
                "1 ; 2 | ';' at 3 means nothing here",
                "points-1 > 2 | there is no variable 'points-1'; did you mean 'points'?; a minus"
                        + " stands between spaces: points - 1",
                "lenght(tier) | there is no function 'lenght'; did you mean 'length'?",
                "length(1) | length() is given a number, expected text or digits or list",
                "left(tier) | left() is given 1 values, expected 2",
                "tier in 'x' | 'in' is followed by a text, expected a list such as ['gold',"
                        + " 'silver']",
                "points default 'x' | 'default' gives a text for a number",
                "1234567890123456789 | has a number of more than 18 digits",
            })
    void faultIsSaidInPlainWords(String text, String fault) {
        assertThatThrownBy(() -> Expression.read(text, KNOWN))
                .isInstanceOf(ExpressionFault.class)
                .hasMessage(fault);
    }

    /** `flow check` says so: nobody means it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "due > date('1404-12-30') | date() is given '1404-12-30', expected a Jalali date from"
                        + " 1300-01-01 to 1430-12-30 or a Gregorian one from 1900-01-01 to"
                        + " 2100-12-31",
                "number('abc') default points | number() is given 'abc', expected a number of at most"
                        + " 18 digits, such as '12.5'",
                "digits('12a') | digits() is given '12a', expected 1 to 64 keys of 0-9, *, #, A-D",
                "item(['a'], 2) | item() is given 'a', '2', expected a list that has this item; the"
                        + " first is 1",
                "points + 1 / 0 | '/' comes to nothing: a division by zero, or a number of more than"
                        + " 18 digits",
            })
    void partThatIsNothingWhateverHappensIsNamed(String text, String why) throws ExpressionFault {
        assertThat(Expression.read(text, KNOWN).nothing()).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nobody", "1 / points", "date(nobody)", "known(nobody)", "[points]", "''"})
    void whatMayBeKnownIsNotNamed(String text) throws ExpressionFault {
        assertThat(Expression.read(text, KNOWN).nothing()).isEmpty();
    }

    /** An Arabic keyboard, an old CRM and a phone write one Persian word in several ways. */
    @Test
    void textsThatLookAlikeAreOne() throws ExpressionFault {
        assertThat(worth("'\u0643\u064A\u0634' = '\u06A9\u06CC\u0634'")).isEqualTo("true");
        assertThat(worth("'نقره\u200Cای' = 'نقره ای'")).isEqualTo("true");
        assertThat(worth("'نقره\u200Cای' in ['طلایی', 'نقرهاي']")).isEqualTo("true");
        assertThat(worth("'سفارش \u06F1\u06F2' = 'سفارش 12'")).isEqualTo("true");
        assertThat(worth("'\u0664\u0665' = '45'")).isEqualTo("true");
        assertThat(worth("'\u200E4711' = '4711'")).isEqualTo("true");
        assertThat(worth("contains('ارسال شده\u060C تحويل نشده', 'تحویل')")).isEqualTo("true");
        assertThat(worth("'طلایی' = 'نقره\u200Cای'")).isEqualTo("false");
        assertThat(worth("'a b' = 'ab'")).as("ASCII stands as it is").isEqualTo("false");
        assertThat(worth("'Gold' = 'gold'")).isEqualTo("false");
        assertThat(worth("number('\u06F1\u06F2\u066C\u06F5\u06F0\u06F0\u066B\u06F5')"))
                .isEqualTo("12500.5");
    }

    @Test
    void depthAndLengthHaveBounds() {
        assertThatThrownBy(() -> Expression.read("(".repeat(60) + "1" + ")".repeat(60), KNOWN))
                .hasMessage("is nested deeper than 32 levels");
        assertThatThrownBy(() -> Expression.read("1+".repeat(300) + "1", KNOWN))
                .hasMessage("is longer than 500 characters");
    }

    @Test
    void secretIsWhatTellsASecretNotWhatOnlyComparesOne() throws ExpressionFault {
        assertThat(Expression.read("'x' + order", KNOWN).secret()).isTrue();
        assertThat(Expression.read("order = '1'", KNOWN).secret()).isFalse();
        assertThat(Expression.read("tier", KNOWN).secret()).isFalse();
    }

    @Test
    void textWithPlacesIsFilledAndWhatIsNotKnownIsLeftOut() throws ExpressionFault {
        Template text = Template.read("order {order}: {points * 2} {{{nobody}}}", KNOWN);
        assertThat(text.text(ExpressionTest::value)).isEqualTo("order 00471: 25.0 {}");
        assertThat(text.text(ExpressionTest::value, String::toUpperCase)).contains("00471");
        assertThat(text.secret()).isTrue();
        assertThat(text.fixed()).isFalse();
        assertThat(Template.read("plain", KNOWN).fixed()).isTrue();
        assertThatThrownBy(() -> Template.read("a {tier", KNOWN))
                .hasMessage("the brace at 3 is not closed");
        assertThatThrownBy(() -> Template.read("a } b", KNOWN))
                .hasMessage("the brace at 3 closes nothing; write }}");
        assertThatThrownBy(() -> Template.read("{tire}", KNOWN)).hasMessageContaining("'tier'");
    }

    /**
     * Any row of words is an expression or a fault; any expression is worth something or nothing.
     */
    @Test
    void anyRowOfWordsComesToAnEnd() {
        String[] words = {
            "1", "0", "'x'", "tier", "points", "debt", "order", "due", "cities", "nothing", "+",
            "-", "*", "/", "%", "(", ")", "[", "]", ",", "=", "<", ">=", "and", "or", "not", "in",
            "default", "length(", "item(", "date(", "left(", "known(", "{", "\"", "ب", "A"
        };
        Random random = new Random(471);
        int good = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(1, 9); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            try {
                Expression read = Expression.read(text.toString(), KNOWN);
                read.value(ExpressionTest::value)
                        .ifPresent(v -> assertThat(read.type().holds(v)).as("%s", text).isTrue());
                good++;
            } catch (ExpressionFault fault) {
                assertThat(fault.why()).isNotEmpty();
            }
        }
        assertThat(good).isGreaterThan(1_000);
    }
}
