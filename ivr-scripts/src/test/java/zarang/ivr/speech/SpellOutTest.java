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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The words and their order against Unicode's own spell-out (ICU4J). Where Persian differs, {@code
 * spell-out-differences.tsv} says why; everything else is the same.
 */
class SpellOutTest {
    private static final Speech PERSIAN = Speech.shipped("fa").orElseThrow();
    private static final Speech ENGLISH = Speech.shipped("en").orElseThrow();
    private static final RuleBasedNumberFormat ICU_PERSIAN = icu("fa");
    private static final RuleBasedNumberFormat ICU_ENGLISH = icu("en");
    private static final long MILLIARD = 1_000_000_000L;
    private static final long SEED = 1405;
    private static final int NUMBERS = 50_000;

    private static RuleBasedNumberFormat icu(String language) {
        return new RuleBasedNumberFormat(new ULocale(language), RuleBasedNumberFormat.SPELLOUT);
    }

    /** Of every length alike, so that small numbers are not rare. */
    private static long next(Random random) {
        long below = 1;
        for (int digits = random.nextInt(16); digits > 0; digits--) {
            below *= 10;
        }
        return random.nextLong(below);
    }

    private static List<String> persian(long number) {
        return split(heard(PERSIAN, PERSIAN.number(BigDecimal.valueOf(number))));
    }

    @Test
    void persianNumbersAreThoseOfUnicodeButForTheTwoDifferencesListed() {
        Random random = new Random(SEED);
        int different = 0;
        for (int i = 0; i < NUMBERS; i++) {
            long number = next(random);
            List<String> ours = persian(number);
            List<String> theirs = split(ICU_PERSIAN.format(number));
            boolean listed = saysOneThousand(number) || countsMilliardsTwice(number);
            assertThat(ours).as("seed %d, number %d", SEED, number).isEqualTo(spoken(number));
            assertThat(ours.equals(theirs)).as("number %d: %s", number, theirs).isEqualTo(!listed);
            different += listed ? 1 : 0;
        }
        assertThat(different).isBetween(NUMBERS / 100, NUMBERS / 2);
    }

    /** Difference 1: "one thousand" where people say "thousand". */
    private static boolean saysOneThousand(long number) {
        return number / 1000 % 1000 == 1 || number / MILLIARD / 1000 == 1;
    }

    /** Difference 2: "two thousand milliard and five hundred milliard". */
    private static boolean countsMilliardsTwice(long number) {
        return number / MILLIARD / 1000 > 0 && number / MILLIARD % 1000 > 0;
    }

    /** What Unicode says, with both differences undone. */
    private static List<String> spoken(long number) {
        List<String> words = new ArrayList<>();
        long milliards = number / MILLIARD;
        if (milliards >= 1000) {
            words.addAll(spoken(milliards));
            words.add("میلیارد");
            if (number % MILLIARD > 0) {
                words.add("و");
                words.addAll(spoken(number % MILLIARD));
            }
            return words;
        }
        words.addAll(split(ICU_PERSIAN.format(number)));
        if (number / 1000 % 1000 == 1) {
            words.remove(words.lastIndexOf("هزار") - 1);
        }
        return words;
    }

    /** Number, what Unicode says, what Zarang says, why. */
    @Test
    void everyDifferenceThatIsListedIsOneAndHasItsReason() throws IOException {
        Set<String> reasons = new HashSet<>();
        for (String line :
                Files.readAllLines(
                        Path.of(
                                "src/test/resources/zarang/ivr/speech/spell-out-differences.tsv"))) {
            String[] row = line.split("\t", -1);
            BigDecimal number = new BigDecimal(row[0]);
            String theirs = ICU_PERSIAN.format(number.doubleValue());
            assertThat(split(theirs)).as(line).isEqualTo(split(row[1]));
            assertThat(heard(PERSIAN, PERSIAN.number(number))).as(line).isEqualTo(row[2]);
            assertThat(row[1]).isNotEqualTo(row[2]);
            reasons.add(row[3]);
        }
        assertThat(reasons).hasSize(3).allMatch(reason -> reason.length() > 20);
    }

    @Test
    void englishNumbersAreThoseOfUnicodeAlsoNegativeAndWithDecimals() {
        Random random = new Random(SEED);
        for (int i = 0; i < NUMBERS; i++) {
            long number = next(random) * (random.nextBoolean() ? 1 : -1);
            assertThat(split(heard(ENGLISH, ENGLISH.number(BigDecimal.valueOf(number)))))
                    .as("seed %d, number %d", SEED, number)
                    .isEqualTo(split(ICU_ENGLISH.format(number)));
            BigDecimal decimal = BigDecimal.valueOf(number % 100_000_000, 3);
            assertThat(split(heard(ENGLISH, ENGLISH.number(decimal))))
                    .as("seed %d, number %s", SEED, decimal)
                    .isEqualTo(split(ICU_ENGLISH.format(decimal.doubleValue())));
        }
    }

    @Test
    void englishOrdinalsAndYearsAreThoseOfUnicode() {
        Random random = new Random(SEED);
        for (int i = 0; i < NUMBERS / 5; i++) {
            long number = next(random);
            assertThat(split(heard(ENGLISH, ENGLISH.ordinal(BigDecimal.valueOf(number)))))
                    .as("seed %d, number %d", SEED, number)
                    .isEqualTo(split(ICU_ENGLISH.format(number, "%spellout-ordinal")));
        }
        for (int year = 1; year < 4000; year++) {
            LocalDate date = LocalDate.of(year, 11, 1);
            List<String> said =
                    split(heard(ENGLISH, ENGLISH.date(date, Optional.empty(), false, true)));
            assertThat(said.subList(2, said.size()))
                    .as("year %d", year)
                    .isEqualTo(split(ICU_ENGLISH.format(year, "%spellout-numbering-year")));
        }
    }

    @Test
    void everythingThatIsSaidIsOfTheVocabularyOfItsKind() {
        Random random = new Random(SEED);
        for (Speech speech : List.of(PERSIAN, ENGLISH)) {
            for (int i = 0; i < NUMBERS / 5; i++) {
                BigDecimal number = BigDecimal.valueOf(next(random) - 500, random.nextInt(4));
                assertThat(speech.vocabulary(SpeechKind.NUMBER))
                        .as("seed %d, number %s", SEED, number)
                        .containsAll(speech.number(number));
                assertThat(speech.vocabulary(SpeechKind.ORDINAL))
                        .containsAll(speech.ordinal(number));
                assertThat(speech.vocabulary(SpeechKind.PERCENT))
                        .containsAll(speech.percent(number));
                assertThat(speech.vocabulary(SpeechKind.MONEY))
                        .containsAll(speech.money(number.longValue(), "toman"));
                assertThat(speech.vocabulary(SpeechKind.PHONE))
                        .containsAll(speech.phone(number.toPlainString()));
            }
        }
    }
}
