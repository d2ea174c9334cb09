package zarang.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.ivr.speech.HeardWords.heard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.queue.WaitBand;

class EnglishSpeechTest {
    private static final Speech ENGLISH = Speech.shipped("en").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,         zero
                    11,        eleven
                    21,        twenty one
                    100,       one hundred
                    123,       one hundred twenty three
                    1001,      one thousand one
                    12345,     twelve thousand three hundred forty five
                    2500000000000, two trillion five hundred billion
                    1.5,       one point five
                    3.25,      three point two five
                    -7.05,     minus seven point zero five
                    0.0004,    zero
                    """)
    void numbersAreSpokenAsPeopleSayThem(String number, String words) {
        assertThat(heard(ENGLISH, ENGLISH.number(new BigDecimal(number)))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1, you are first in line [pause]
                    3, you are third in line [pause]
                    21, you are twenty first in line [pause]
                    """)
    void placeInAQueueIsAnOrdinal(int position, String words) {
        assertThat(heard(ENGLISH, ENGLISH.position(position))).isEqualTo(words);
    }

    @Test
    void waitIsABandOfMinutes() {
        assertThat(heard(ENGLISH, ENGLISH.wait(new WaitBand(0, Optional.of(2)))))
                .isEqualTo("the wait is less than two minutes");
        assertThat(heard(ENGLISH, ENGLISH.wait(new WaitBand(5, Optional.of(10)))))
                .isEqualTo("the wait is between five and ten minutes");
        assertThat(heard(ENGLISH, ENGLISH.wait(new WaitBand(60, Optional.empty()))))
                .isEqualTo("the wait is more than sixty minutes");
    }

    @Test
    void wordsThatAreCountedFollowTheNumber() {
        assertThat(heard(ENGLISH, ENGLISH.money(10, "toman"))).isEqualTo("one toman");
        assertThat(heard(ENGLISH, ENGLISH.money(21, "toman"))).isEqualTo("two tomans and one rial");
        assertThat(heard(ENGLISH, ENGLISH.duration(Duration.ofSeconds(3725), 4)))
                .isEqualTo("one hour and two minutes and five seconds");
        assertThat(heard(ENGLISH, ENGLISH.percent(new BigDecimal("12.5"))))
                .isEqualTo("twelve point five per cent");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2026-11-26, Thursday November twenty sixth twenty twenty six
                    2009-01-01, Thursday January first two thousand nine
                    1905-12-31, Sunday December thirty first nineteen oh five
                    2100-02-28, Sunday February twenty eighth twenty one hundred
                    """)
    void datesAreGregorianUnlessTheScriptSaysOtherwise(LocalDate date, String words) {
        assertThat(heard(ENGLISH, ENGLISH.date(date, Optional.empty(), true, true)))
                .isEqualTo(words);
    }

    @Test
    void jalaliDatesHaveTheirOwnMonths() {
        assertThat(
                        heard(
                                ENGLISH,
                                ENGLISH.date(
                                        LocalDate.of(2026, 11, 26),
                                        Optional.of(DateCalendar.JALALI),
                                        false,
                                        true)))
                .isEqualTo("Azar fifth fourteen oh five");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    00:00, twelve a.m.
                    00:10, twelve ten a.m.
                    12:00, twelve p.m.
                    14:05, two oh five p.m.
                    23:59, eleven fifty nine p.m.
                    """)
    void timesAreOfTwelveHours(LocalTime time, String words) {
        assertThat(heard(ENGLISH, ENGLISH.time(time))).isEqualTo(words);
    }

    @Test
    void telephoneNumbersAreReadDigitByDigitInTheSameGroups() {
        assertThat(heard(ENGLISH, ENGLISH.phone("+989121234567")).replace("[pause]", "/"))
                .isEqualTo("zero nine one two / one two three / four five / six seven");
    }
}
