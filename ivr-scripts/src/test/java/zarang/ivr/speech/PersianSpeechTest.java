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

class PersianSpeechTest {
    private static final Speech PERSIAN = Speech.shipped("fa").orElseThrow();

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
                    1250300,    یک میلیون و دویست و پنجاه هزار و سیصد
                    999999999,  نهصد و نود و نه میلیون و نهصد و نود و نه هزار و نهصد و نود و نه
                    1000000000, یک میلیارد
                    1000000000000, هزار میلیارد
                    2500000000000, دو هزار و پانصد میلیارد
                    1001000000001, هزار و یک میلیارد و یک
                    1000000000000000, <num/more-than> نهصد و نود و نه هزار و نهصد و نود و نه میلیارد و نهصد و نود و نه میلیون و نهصد و نود و نه هزار و نهصد و نود و نه
                    -7,         منفی هفت
                    """)
    void wholeNumbersAreSpokenAsPeopleSayThem(String number, String words) {
        assertThat(heard(PERSIAN, PERSIAN.number(new BigDecimal(number))))
                .isEqualTo(words.replace("<num/more-than>", "بیش از"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    3.5,     سه و نیم
                    3.50,    سه و نیم
                    0.5,     نیم
                    3.25,    سه و بیست و پنج صدم
                    3.1,     سه و یک دهم
                    3.05,    سه و پنج صدم
                    0.05,    پنج صدم
                    2.125,   دو و صد و بیست و پنج هزارم
                    2.1259,  دو و صد و بیست و پنج هزارم
                    2.0004,  دو
                    -0.5,    منفی نیم
                    -2.01,   منفی دو و یک صدم
                    1E+3,    هزار
                    """)
    void decimalsAreHalvesTenthsHundredthsAndThousandthsAndNothingIsRoundedUp(
            String number, String words) {
        assertThat(heard(PERSIAN, PERSIAN.number(new BigDecimal(number)))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1,        اول
                    2,        دوم
                    3,        سوم
                    20,       بیستم
                    21,       بیست و یکم
                    30,       سی‌ام
                    100,      صدم
                    101,      صد و یکم
                    123,      صد و بیست و سوم
                    1000,     هزارم
                    1001,     هزار و یکم
                    2000,     دو هزارم
                    1000000,  یک میلیونم
                    1000002,  یک میلیون و دوم
                    """)
    void firstAloneIsAnotherWordThanFirstWithin(String number, String words) {
        assertThat(heard(PERSIAN, PERSIAN.ordinal(new BigDecimal(number)))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1, شما نفرِ اول هستید [مکث]
                    3, شما نفرِ سوم هستید [مکث]
                    21, شما نفرِ بیست و یکم هستید [مکث]
                    """)
    void placeInAQueueIsAnOrdinal(int position, String words) {
        assertThat(heard(PERSIAN, PERSIAN.position(position))).isEqualTo(words);
    }

    @Test
    void waitIsABandOfMinutes() {
        assertThat(heard(PERSIAN, PERSIAN.wait(new WaitBand(0, Optional.of(2)))))
                .isEqualTo("زمان انتظار کمتر از دو دقیقه است");
        assertThat(heard(PERSIAN, PERSIAN.wait(new WaitBand(5, Optional.of(10)))))
                .isEqualTo("زمان انتظار بین پنج تا ده دقیقه است");
        assertThat(heard(PERSIAN, PERSIAN.wait(new WaitBand(60, Optional.empty()))))
                .isEqualTo("زمان انتظار بیش از شصت دقیقه است");
    }

    @Test
    void percentagesHaveDecimalsToo() {
        assertThat(heard(PERSIAN, PERSIAN.percent(new BigDecimal("12.5"))))
                .isEqualTo("دوازده و نیم درصد");
        assertThat(heard(PERSIAN, PERSIAN.percent(new BigDecimal("-3")))).isEqualTo("منفی سه درصد");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,       صفر تومان
                    6,       شش ریال
                    10,      یک تومان
                    123450,  دوازده هزار و سیصد و چهل و پنج تومان
                    123456,  دوازده هزار و سیصد و چهل و پنج تومان و شش ریال
                    -55,     منفی پنج تومان و پنج ریال
                    -5,      منفی پنج ریال
                    25000000000000, دو هزار و پانصد میلیارد تومان
                    """)
    void rialThatMakeNoWholeTomanAreSpokenAfterIt(long rials, String words) {
        assertThat(heard(PERSIAN, PERSIAN.money(rials, "toman"))).isEqualTo(words);
    }

    @Test
    void moneyIsSpokenInRialWhereTheScriptWantsIt() {
        assertThat(heard(PERSIAN, PERSIAN.money(123_456, "rial")))
                .isEqualTo("صد و بیست و سه هزار و چهارصد و پنجاه و شش ریال");
    }

    @Test
    void leastAmountThereIsIsSpoken() {
        assertThat(heard(PERSIAN, PERSIAN.money(Long.MIN_VALUE, "toman")))
                .startsWith("منفی بیش از نهصد و نود و نه هزار")
                .endsWith("نهصد و نود و نه تومان"); // and no rial after "more than"
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2026-11-26, پنج‌شنبه پنجمِ آذر هزار و چهارصد و پنج
                    2026-03-21, شنبه اولِ فروردین هزار و چهارصد و پنج
                    2025-03-20, پنج‌شنبه سی‌امِ اسفند هزار و چهارصد و سه
                    """)
    void datesAreJalaliUnlessTheScriptSaysOtherwise(LocalDate date, String words) {
        assertThat(heard(PERSIAN, PERSIAN.date(date, Optional.empty(), true, true)))
                .isEqualTo(words);
    }

    @Test
    void weekdayAndYearAreLeftOutWhereTheScriptLeavesThemOut() {
        LocalDate date = LocalDate.of(2026, 11, 26);
        Optional<DateCalendar> gregorian = Optional.of(DateCalendar.GREGORIAN);
        assertThat(heard(PERSIAN, PERSIAN.date(date, Optional.empty(), false, false)))
                .isEqualTo("پنجمِ آذر");
        assertThat(heard(PERSIAN, PERSIAN.date(date, gregorian, true, false)))
                .isEqualTo("پنج‌شنبه بیست و ششمِ نوامبر");
        assertThat(heard(PERSIAN, PERSIAN.date(date, gregorian, false, true)))
                .isEqualTo("بیست و ششمِ نوامبر دو هزار و بیست و شش");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    00:00, ساعت صفر
                    00:10, ساعت صفر و ده دقیقه
                    12:00, ساعت دوازده
                    14:30, ساعت چهارده و سی دقیقه
                    23:59, ساعت بیست و سه و پنجاه و نه دقیقه
                    """)
    void timesAreOfTwentyFourHours(LocalTime time, String words) {
        assertThat(heard(PERSIAN, PERSIAN.time(time))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    +989121234567,    صفر نهصد و دوازده / صد و بیست و سه / چهل و پنج / شصت و هفت
                    09121234567,      صفر نهصد و دوازده / صد و بیست و سه / چهل و پنج / شصت و هفت
                    ۰۹۱۲۱۲۳۴۵۶۷,      صفر نهصد و دوازده / صد و بیست و سه / چهل و پنج / شصت و هفت
                    ٠٩١٢-١٢٣-٤٥٦٧,    صفر نهصد و دوازده / صد و بیست و سه / چهل و پنج / شصت و هفت
                    00989121234567,   صفر نهصد و دوازده / صد و بیست و سه / چهل و پنج / شصت و هفت
                    09120050007,      صفر نهصد و دوازده / صفر صفر پنج / صفر صفر / صفر هفت
                    02188881234,      صفر بیست و یک / هشتاد و هشت / هشتاد و هشت / دوازده / سی و چهار
                    88881234,         هشتاد و هشت / هشتاد و هشت / دوازده / سی و چهار
                    110,              صد و ده
                    1234,             دوازده / سی و چهار
                    12345,            صد و بیست و سه / چهل و پنج
                    +12025550143,     مثبت صد و بیست / بیست و پنج / پنجاه و پنج / صفر یک / چهل و سه
                    7,                هفت
                    """)
    void telephoneNumbersAreGroupedTheIranianWay(String number, String words) {
        assertThat(heard(PERSIAN, PERSIAN.phone(number)).replace("[مکث]", "/")).isEqualTo(words);
    }

    @Test
    void digitsOfEveryScriptAreSpokenOneByOne() {
        assertThat(heard(PERSIAN, PERSIAN.digits("1۲٣", 0))).isEqualTo("یک دو سه");
        assertThat(heard(PERSIAN, PERSIAN.digits("12-34 5#*", 2)))
                .isEqualTo("یک دو [مکث] سه چهار [مکث] پنج مربع [مکث] ستاره");
        assertThat(PERSIAN.digits("بدون رقم", 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,      صفر ثانیه
                    59,     پنجاه و نه ثانیه
                    60,     یک دقیقه
                    61,     یک دقیقه و یک ثانیه
                    3725,   یک ساعت و دو دقیقه
                    3605,   یک ساعت
                    90061,  یک روز و یک ساعت
                    259205, سه روز
                    """)
    void spanIsSpokenInItsTwoLargestUnits(long seconds, String words) {
        assertThat(heard(PERSIAN, PERSIAN.duration(Duration.ofSeconds(seconds), 2)))
                .isEqualTo(words);
    }

    @Test
    void spanIsSpokenInAsManyUnitsAsTheScriptWants() {
        Duration span = Duration.ofSeconds(90_061);
        assertThat(heard(PERSIAN, PERSIAN.duration(span, 1))).isEqualTo("یک روز");
        assertThat(heard(PERSIAN, PERSIAN.duration(span, 4)))
                .isEqualTo("یک روز و یک ساعت و یک دقیقه و یک ثانیه");
        assertThat(heard(PERSIAN, PERSIAN.duration(Duration.ofSeconds(3605), 4)))
                .isEqualTo("یک ساعت و پنج ثانیه");
    }
}
