package zarang.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSpeechTest {
    private static final NumberSpeech PERSIAN = NumberSpeech.of("fa").orElseThrow();
    private static final NumberSpeech ENGLISH = NumberSpeech.of("en").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,          صفر
                    2,          دو
                    11,         یازده
                    15,         پانزده
                    20,         بیست
                    21,         بیست و یک
                    100,        صد
                    123,        صد و بیست و سه
                    200,        دویست
                    999,        نهصد و نود و نه
                    1000,       هزار
                    1001,       هزار و یک
                    1100,       هزار و صد
                    2000,       دو هزار
                    12345,      دوازده هزار و سیصد و چهل و پنج
                    21000,      بیست و یک هزار
                    101000,     صد و یک هزار
                    1000000,    یک میلیون
                    1001000,    یک میلیون و هزار
                    1021000,    یک میلیون و بیست و یک هزار
                    999999999,  نهصد و نود و نه میلیون و نهصد و نود و نه هزار و نهصد و نود و نه
                    1.5,        یک ممیز پنج
                    1.50,       یک ممیز پنج
                    3.25,       سه ممیز بیست و پنج
                    1.05,       یک ممیز صفر پنج
                    0.5,        صفر ممیز پنج
                    -7,         منفی هفت
                    -1000.1,    منفی هزار ممیز یک
                    1000000000, <num/more-than> نهصد و نود و نه میلیون و نهصد و نود و نه هزار و نهصد و نود و نه
                    """)
    void persianIsSpokenAsPeopleSayIt(String number, String words) {
        assertThat(words(PERSIAN, number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,         zero
                    2,         two
                    11,        eleven
                    20,        twenty
                    21,        twenty one
                    100,       one hundred
                    123,       one hundred twenty three
                    999,       nine hundred ninety nine
                    1000,      one thousand
                    1001,      one thousand one
                    12345,     twelve thousand three hundred forty five
                    1000000,   one million
                    1.5,       one point five
                    3.25,      three point two five
                    -7.05,     minus seven point zero five
                    """)
    void englishIsSpokenAsPeopleSayIt(String number, String words) {
        assertThat(words(ENGLISH, number)).isEqualTo(words);
    }

    @Test
    void everyNumberUpToTheLimitIsSpokenFromTheVocabulary() {
        long seed = 1405;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long hundredths = random.nextLong(-NumberSpeech.LIMIT * 110, NumberSpeech.LIMIT * 110);
            BigDecimal number = BigDecimal.valueOf(hundredths >> random.nextInt(36), 2);
            assertThat(PERSIAN.vocabulary())
                    .as("seed %d, number %s", seed, number)
                    .containsAll(PERSIAN.say(number));
            assertThat(ENGLISH.vocabulary()).containsAll(ENGLISH.say(number));
        }
    }

    @Test
    void languageWithoutSpeechIsEmpty() {
        assertThat(NumberSpeech.of("tr")).isEmpty();
    }

    private static String words(NumberSpeech speech, String number) {
        Map<String, String> wordByPrompt =
                speech.promptByWord().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return speech.say(new BigDecimal(number)).stream()
                .map(prompt -> wordByPrompt.getOrDefault(prompt, "<" + prompt + ">"))
                .collect(Collectors.joining(" "));
    }
}
