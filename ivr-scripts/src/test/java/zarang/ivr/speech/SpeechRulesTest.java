package zarang.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.yaml.Finding;
import zarang.yaml.YamlDocument;

/** Rules that are wrong are refused with their line, so that no caller hears a wrong number. */
class SpeechRulesTest {
    private static final String REST =
            """
            number: {minus: num/minus {number}, more-than: num/more {number}, and: "{first} {second}"}
            words: {num/minus: minus, num/more: more than, num/0: nought, num/1: one, num/2: two}
            """
                    .replace("num/minus {number}", "\"num/minus {number}\"")
                    .replace("num/more {number}", "\"num/more {number}\"");

    private static Speech.Read read(String rules, String rest) {
        return Speech.read(
                "xx", YamlDocument.parse("speech.yaml", "rules:\n" + rules.indent(2) + rest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    cardinal: {0-9: "num/#", 12: "num/12"}          | speaks 10 to 11 as if they were less
                    cardinal: {0-9: "num/#", 10: "num/10 [>]", 30: "num/30 [>]"} | speaks 20 to 29 as if they were less
                    cardinal: {0-9: "num/#", 10: "< num/10"}        | says '<' and leaves out the rest, '>'
                    cardinal: {0-9: "num/# [>]"}                    | '<' and '>' need a divisor of 2 or more, such as 20/10
                    cardinal: {0-9: "num/#", 10: "num/10 > =few"}, few: {0-99: "num/1"} | '=' stands beside '<' or '>'
                    cardinal: {0-9: "num/#", 10: "num/10 > >"}      | says '>' twice
                    cardinal: {0-9: "num/#", 10: "num/10 [>other]"} | there are no rules 'other'
                    cardinal: {0-9: "num/#", 100: "num/100 [>]"}    | speaks 10 to 99 as if they were less
                    cardinal: {0-8: "num/#", 9: "num/9", 10: "num/10 [>few]"}, few: {1: "num/1"} | asks 'few' for 1 to 9, which speaks 1 to 1
                    cardinal: {0: "=other"}, other: {0: "=cardinal"} | '=' comes back to the same rules for ever
                    cardinal: {0-9: "num/#", 5: "num/5"}            | has a second rule for 5
                    cardinal: {0-9: "num/#", 10/20: "num/10 [>]"}   | the divisor 20 is more than 10
                    cardinal: {ten: "num/10"}                       | is no number such as 20, 0-19 or 20-90/10
                    cardinal: {0-9000: "num/#"}                     | is no range of at most 2000 numbers
                    cardinal: {0-9: "num/#", 10: "num/10 [num/and"} | '[' without its ']'
                    cardinal: {0-9: "num/#", 10: "num/10 [num/and]"} | '[…]' holds no place, so that it could never be left out
                    cardinal: {0-9: "num/#", 10: "Ten"}             | 'Ten' is no name of a prompt, such as num/20
                    cardinal: {0-9: "num/#", 10: "{ten}"}           | {ten} is no place of number rules, expected <, > or =
                    numbers: {0-9: "num/#"}                         | lacks the rules 'cardinal', by which numbers are spoken
                    """)
    void rulesThatSpeakANumberWronglyAreRefused(String rules, String message) {
        Speech.Read result = read(rules.replace("}, ", "}\n"), REST);
        assertThat(result.speech()).isEmpty();
        assertThat(result.findings()).extracting(Finding::message).contains(message);
        assertThat(result.findings().getFirst().place().toString()).startsWith("speech.yaml:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    time: "{minuet}"                          | there is no place {minuet} here; did you mean 'minute'?
                    time: "{hour} [{minute}]"                 | the rules 'cardinal' speak up to 2, not 23
                    percent: "{number:few} num/1"             | there are no rules 'few'
                    percent: {ohne: "{number}"}               | is missing, expected the phrase for every other number
                    tim: "{hour}"                             | unknown key; did you mean 'time'?
                    money: {toman: {rials: 10, say: "{number} num/1"}} | has no unit of 1 rial
                    percent: "{number} num/percent"           | lacks the word of num/percent
                    decimals: {places: 2}                     | has fractions or digits, one of the two
                    digits: {pause: "num/1 num/2"}            | is not the name of one prompt
                    duration: {day: "{number} num/1"}         | is missing, expected it beside the other keys
                    """)
    void phrasesThatAskForWhatThereIsNotAreRefused(String line, String message) {
        Speech.Read result = read("cardinal: {0-2: \"num/#\"}", REST + line + "\n");
        assertThat(result.speech()).isEmpty();
        assertThat(result.findings()).extracting(Finding::message).contains(message);
    }

    @Test
    void languageThatCountsToTwoSaysMoreThanTwo() {
        Speech.Read result = read("cardinal: {0-2: \"num/#\"}", REST);
        assertThat(result.findings()).isEmpty();
        Speech speech = result.speech().orElseThrow();
        assertThat(speech.number(new BigDecimal("1.9"))).containsExactly("num/1");
        assertThat(speech.number(new BigDecimal("-7")))
                .containsExactly("num/minus", "num/more", "num/2");
        assertThat(speech.vocabulary(SpeechKind.NUMBER))
                .containsExactlyInAnyOrder("num/0", "num/1", "num/2", "num/minus", "num/more");
    }

    @Test
    void fileInTheFolderOfPromptsTakesThePlaceOfTheRulesThatShip(@TempDir Path folder)
            throws IOException {
        assertThat(Speech.find("fa", folder).speech()).isEqualTo(Speech.shipped("fa"));
        Files.writeString(
                folder.resolve(Speech.FILE), "rules: {cardinal: {0-2: \"num/#\"}}\n" + REST);
        assertThat(Speech.find("fa", folder).speech().orElseThrow().number(BigDecimal.TEN))
                .containsExactly("num/more", "num/2");
        Files.writeString(folder.resolve(Speech.FILE), "rules: [");
        Speech.Read broken = Speech.find("fa", folder);
        assertThat(broken.speech()).isEmpty();
        assertThat(broken.findings()).isNotEmpty();
    }

    @Test
    void digitsOfEveryScriptAreTheSameDigits() {
        assertThat(Numerals.ascii("۱٬۲۵۰٫۵ و ١٢ و 7")).isEqualTo("1250.5 و 12 و 7");
    }
}
