package zarang.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.ivr.speech.HeardWords.heard;
import static zarang.ivr.speech.HeardWords.split;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language that no code knows of: a file in its folder of prompts. */
class GermanSpeechTest {
    private static Speech german;

    @BeforeAll
    static void readsTheFileInTheFolderOfPrompts(@TempDir Path prompts) throws IOException {
        assertThat(Speech.shipped("de")).isEmpty();
        Files.copy(
                Path.of("src/test/resources/zarang/ivr/speech/de.yaml"),
                prompts.resolve(Speech.FILE));
        Speech.Read result = Speech.find("de", prompts);
        assertThat(result.findings()).isEmpty();
        german = result.speech().orElseThrow();
    }

    @Test
    void numbersAreThoseOfUnicodeInAnotherOrderAndWithGenders() {
        RuleBasedNumberFormat icu =
                new RuleBasedNumberFormat(new ULocale("de"), RuleBasedNumberFormat.SPELLOUT);
        long seed = 1405;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong(1L << random.nextInt(1, 49));
            assertThat(split(heard(german, german.number(BigDecimal.valueOf(number)))))
                    .as("seed %d, number %d", seed, number)
                    .isEqualTo(split(icu.format(number)));
        }
    }

    @Test
    void wordsThatAreCountedHaveTheirPluralAndTheirGender() {
        assertThat(heard(german, german.duration(Duration.ofMinutes(1_501), 3)))
                .isEqualTo("ein Tag und eine Stunde und eine Minute");
        assertThat(heard(german, german.duration(Duration.ofMinutes(121), 2)))
                .isEqualTo("zwei Stunden und eine Minute");
    }

    @Test
    void whatTheFileSaysNothingOfCannotBeSaid() {
        assertThat(german.time(LocalTime.NOON)).isEmpty();
        assertThat(german.vocabulary(SpeechKind.TIME)).isEmpty();
        assertThat(german.vocabulary(SpeechKind.ORDINAL)).isEmpty();
        assertThat(german.ordinal(BigDecimal.ONE)).isEmpty();
        assertThat(german.percent(BigDecimal.ONE)).isEmpty();
        assertThat(german.phone("110")).isEmpty();
        assertThat(german.digits("110", 0)).isEmpty();
        assertThat(german.money(10, "toman")).isEmpty();
    }
}
