package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.speech.Speech;

/** What callers hear of the verbs that say a value. */
class SayRunTest {
    private static final Map<String, String> WORDS = Speech.shipped("fa").orElseThrow().words();

    private static String flow(String step, String declarations) {
        return "flow: test\nlanguage: fa\nstart: a\n"
                + declarations
                + "steps:\n  a: {"
                + step
                + "}\n  b: {hang-up: }\n"
                + (step.endsWith("unknown: c") ? "  c: {play: goodbye, next: b}\n" : "");
    }

    private static ScriptPhone call(String step, String declarations) {
        return new ScriptPhone(ScriptPhone.flow(flow(step, declarations))).start();
    }

    /** The words of what is played; a prompt that is no fragment by its name. */
    private static List<String> heard(String step, String declarations) {
        ScriptPhone phone = call(step, declarations).pass(5);
        assertThat(phone.ended).isTrue();
        return phone.heard.stream()
                .filter(line -> line.startsWith("play "))
                .map(line ->
                        Stream.of(line.substring(5).split(" "))
                                .map(prompt -> WORDS.getOrDefault(prompt, prompt))
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    say-number: 1250                        | هزار و دویست و پنجاه
                    say-number: ۱۲۵۰                        | هزار و دویست و پنجاه
                    say-number: ١٢٥٠                        | هزار و دویست و پنجاه
                    say-number: 20 + 1, as: ordinal         | بیست و یکم
                    say-number: 12.5, as: percent           | دوازده و نیم درصد
                    say-number: 999999999999999 + 1         | بیش از نهصد و نود و نه هزار و نهصد و نود و نه میلیارد و نهصد و نود و نه میلیون و نهصد و نود و نه هزار و نهصد و نود و نه
                    say-money: 123456                       | دوازده هزار و سیصد و چهل و پنج تومان و شش ریال
                    say-money: ۱۲۳۴۵۶, unit: rial           | صد و بیست و سه هزار و چهارصد و پنجاه و شش ریال
                    say-date: call.date                     | شنبه اولِ فروردین هزار و چهارصد و پنج
                    say-date: call.date, year: false        | شنبه اولِ فروردین
                    say-date: call.date, weekday: false, calendar: gregorian | بیست و یکمِ مارس دو هزار و بیست و شش
                    say-time: "'14:05'"                     | ساعت چهارده و پنج دقیقه
                    say-time: "'۱۴:۰۵'"                     | ساعت چهارده و پنج دقیقه
                    say-duration: 3725                      | یک ساعت و دو دقیقه
                    say-duration: 3725, units: 1            | یک ساعت
                    say-phone: call.caller                  | صفر نهصد و دوازده [مکث] صد و بیست و سه [مکث] چهل و پنج [مکث] شصت و هفت
                    say-digits: "'۱۲٣'", group: 2           | یک دو [مکث] سه
                    say-digits: 407                         | چهار صفر هفت
                    """)
    void valueIsHeardAsItsVerbSaysIt(String step, String words) {
        assertThat(heard(step + ", next: b", "")).containsExactly(words);
    }

    @Test
    void promptsAroundTheValueAreHeardInTheSameBreath() {
        assertThat(
                        heard(
                                "say-number: 3, before: [points-before], after: points-after, next: b",
                                ""))
                .containsExactly("points-before سه points-after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"say-number", "say-money", "say-duration"})
    void valueThatIsNotKnownIsNotSpokenOf(String verb) {
        String step = verb + ": 1 / zero, before: points-before, next: b";
        String zero = "variables: {zero: {type: number, default: 0}}\n";
        assertThat(heard(step + ", unknown: c", zero)).containsExactly("goodbye");
        assertThat(heard(step, zero)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    say-time: "'25:00'"
                    say-time: "'half past two'"
                    say-digits: "'no digit'"
                    say-phone: "'12345678901234567890123456789012345'"
                    """)
    void textThatIsNoSuchThingIsTakenForAValueThatIsNotKnown(String step) {
        assertThat(heard(step + ", before: points-before, next: b, unknown: c", ""))
                .containsExactly("goodbye");
    }

    @Test
    void keyEndsItWhereTheScriptLetsCallersSpeakFirst() {
        ScriptPhone phone = call("say-number: 3, barge-in: true, next: b", "").press("1").pass(1);
        assertThat(phone.heard)
                .containsExactly("answer", "play num/3", "stop", "hang up NORMAL_CLEARING");
    }

    @Test
    void valueOfAnotherKindIsRefused() {
        assertThat(
                        new FlowCheck()
                                .check("t.yaml", flow("say-date: 3, next: b", ""), LintScope.NONE)
                                .findings()
                                .toString())
                .contains("t.yaml:5:17: steps.a.say-date: is a number, expected date");
    }
}
