package zarang.ivr.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A voice is a folder: its rules and its fragments are looked at together. */
class SpeechLintTest {
    private static final String RULES =
            """
            rules: {cardinal: {0-2: "num/#"}}
            number: {minus: "num/minus {number}", more-than: "num/more {number}", and: "{first} {second}"}
            words: {num/minus: eksi, num/more: den fazla, num/0: sıfır, num/1: bir, num/2: iki}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void isAVoiceThatCountsToTwo() throws IOException {
        Files.createDirectories(folder.resolve("tr/num"));
        Files.writeString(folder.resolve("tr/speech.yaml"), RULES);
        for (String prompt : List.of("apology", "closing", "num/0", "num/1", "num/minus")) {
            Files.createFile(folder.resolve("tr").resolve(prompt + ".wav"));
        }
    }

    private FlowReport check(String step) {
        LintScope scope =
                new LintScope(
                        Optional.empty(),
                        Optional.of(KnownPrompts.scan(folder, Set.of("tr"), WavProbe.NONE)));
        String flow =
                "flow: t\nlanguage: tr\nstart: a\nsteps:\n  a: {"
                        + step
                        + ", next: b}\n  b: {hang-up: }\n";
        return new FlowCheck().check("t.yaml", flow, scope);
    }

    @Test
    void fragmentThatLacksIsNamedWithTheWordToRecord() {
        assertThat(check("say-number: 1").findings().toString())
                .contains(
                        "t.yaml:5:6: steps.a: 2 prompts for numbers are missing in language tr:"
                                + " num/2 (iki), num/more (den fazla)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    say-number: 1, as: ordinal              | ordinal numbers
                    say-number: 1, as: percent              | percentages
                    say-money: 1                            | amounts of money
                    say-date: call.date                     | dates
                    say-date: call.date, calendar: jalali   | dates of the Jalali calendar
                    say-date: call.date, calendar: gregorian | dates of the Gregorian calendar
                    say-time: "'12:00'"                     | times of day
                    say-phone: call.caller                  | telephone numbers
                    say-digits: 1                           | digits
                    say-duration: 1                         | durations
                    """)
    void whatTheVoiceHasNoRulesForIsRefused(String step, String kind) {
        assertThat(check(step).findings().toString())
                .contains("steps.a: " + kind + " cannot be spoken in language tr");
    }

    @Test
    void mistakeInTheRulesIsNamedWithItsPlace() throws IOException {
        Files.writeString(
                folder.resolve("tr/speech.yaml"), RULES.replace("0-2: \"num/#\"", "0-2: Iki"));
        assertThat(check("say-number: 1").findings().toString())
                .contains("speech.yaml:1:20: rules.cardinal.0-2: 'Iki' is no name of a prompt");
    }

    @Test
    void flowSpeaksByTheRulesOfItsFolder() throws IOException {
        Files.createFile(folder.resolve("tr/num/2.wav"));
        Files.createFile(folder.resolve("tr/num/more.wav"));
        FlowReport report = check("say-number: 1");
        assertThat(report.findings()).isEmpty();
        assertThat(report.flow().orElseThrow().speech().orElseThrow().number(new BigDecimal("-5")))
                .containsExactly("num/minus", "num/more", "num/2");
    }

    @Test
    void everyKindOfThingCanBeSaidWithThePromptsThatShip() {
        LintScope scope =
                new LintScope(
                        Optional.empty(),
                        Optional.of(
                                KnownPrompts.scan(
                                        FlowCheckTest.PROMPTS, Set.of("fa", "en"), WavProbe.NONE)));
        String flow =
                """
                flow: t
                language: fa
                start: a
                steps:
                  a: {say-number: 1, next: b}
                  b: {say-number: 1, as: ordinal, next: c}
                  c: {say-number: 1, as: percent, next: d}
                  d: {say-money: 10, next: e}
                  e: {say-date: call.date, calendar: jalali, next: f}
                  f: {say-date: call.date, calendar: gregorian, next: g}
                  g: {say-time: "'12:00'", next: h}
                  h: {say-phone: call.caller, next: i}
                  i: {say-digits: 12, next: j}
                  j: {say-duration: 61, next: k}
                  k: {hang-up: }
                """;
        assertThat(new FlowCheck().check("t.yaml", flow, scope).findings()).isEmpty();
    }
}
