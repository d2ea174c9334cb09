package zarang.loyalty.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;

class PhoneNumbersTest {
    private static final PhoneNumber MINA = new PhoneNumber("+989121234567");

    private final PhoneNumbers iran = new PhoneNumbers("IR");

    @Test
    void everyWayOfWritingANumberIsTheSameNumber() {
        for (String written :
                List.of(
                        "09121234567",
                        "+989121234567",
                        "00989121234567",
                        "989121234567",
                        "9121234567",
                        "0912 123 4567",
                        "0912-123-4567",
                        "(0912) 123.4567",
                        "+98 (0) 912 123 4567",
                        "۰۹۱۲۱۲۳۴۵۶۷",
                        "+۹۸۹۱۲۱۲۳۴۵۶۷",
                        "٠٩١٢١٢٣٤٥٦٧",
                        "\u200e0912\u00a0123\u20114567\u202c",
                        "＋９８９１２１２３４５６７")) {
            assertThat(iran.parse(written)).as(written).contains(MINA);
        }
    }

    @Test
    void aNumberOfAnotherCountryKeepsItsCountry() {
        assertThat(iran.parse("+4930123456")).contains(new PhoneNumber("+4930123456"));
        assertThat(iran.parse("004930123456")).contains(new PhoneNumber("+4930123456"));
        assertThat(new PhoneNumbers("DE").parse("030 123456"))
                .contains(new PhoneNumber("+4930123456"));
    }

    @Test
    void aPrefixThatThePlanDoesNotKnowYetIsANumberAllTheSame() {
        for (String written :
                List.of("09411234567", "+989411234567", "00989411234567", "989411234567")) {
            assertThat(iran.parse(written)).as(written).contains(new PhoneNumber("+989411234567"));
        }
        assertThat(iran.parse("09951234567")).contains(new PhoneNumber("+989951234567"));
        assertThat(iran.parse("9951234567")).contains(new PhoneNumber("+989951234567"));
        assertThat(iran.parse("+15551234567")).contains(new PhoneNumber("+15551234567"));
    }

    @Test
    void aNumberOfAnImpossibleLengthIsNone() {
        for (String written :
                List.of(
                        "0941123456",
                        "094112345678",
                        "+98941123456",
                        "+9894112345678",
                        "+980912123456",
                        "88776655",
                        "0000000000",
                        "+1 212 555 123",
                        "+999 123 456 7890")) {
            assertThat(iran.parse(written)).as(written).isEmpty();
        }
        assertThat(new PhoneNumbers("DE").parse("1000")).isEmpty();
        assertThat(new PhoneNumbers("US").parse("1000")).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNone() {
        for (String written :
                List.of(
                        "",
                        "2001",
                        "1000",
                        "alice",
                        "0912ABCDEFG",
                        "0912123456",
                        "091212345678",
                        "+",
                        "++989121234567",
                        "0912+1234567",
                        "+9",
                        "0912123456\u0000",
                        "0912\n1234567",
                        "0912123456;ext=7",
                        "9".repeat(65),
                        "-".repeat(64))) {
            assertThat(iran.parse(written)).as(written).isEmpty();
        }
    }

    @Test
    void aLocalNumberOfADomainIsNeverGuessed() {
        assertThat(iran.parse(new WrittenNumber("2125551234", true))).isEmpty();
        assertThat(iran.parse(new WrittenNumber("2125551234", false)))
                .contains(new PhoneNumber("+982125551234"));
        assertThat(iran.parse(new WrittenNumber("09121234567", true))).contains(MINA);
        assertThat(iran.parse(new WrittenNumber("+9809121234567", false))).contains(MINA);
        assertThat(iran.parse(new WrittenNumber("+12125551234", false)))
                .contains(new PhoneNumber("+12125551234"));
    }

    @Test
    void aDialledNumberHasOneSpelling() {
        for (String written :
                List.of("02188776655", "+98 21 8877 6655", "00982188776655", "۰۲۱-۸۸۷۷۶۶۵۵")) {
            assertThat(iran.canonical(written)).as(written).isEqualTo("+982188776655");
        }
        assertThat(iran.canonical("1000")).isEqualTo("1000");
        assertThat(iran.canonical("10-00")).isEqualTo("1000");
        assertThat(iran.canonical("۱۰۰۰")).isEqualTo("1000");
        assertThat(iran.canonical("+11000")).isEqualTo("+11000");
        assertThat(iran.canonical("sales.team")).isEqualTo("sales.team");
        assertThat(iran.canonical("...")).isEqualTo("...");
        assertThat(iran.canonical("")).isEmpty();
    }

    @Test
    void noRubbishBreaksIt() {
        Random random = new Random(20260321);
        String signs = "0123456789+-() ۰۱۹٠٩\u200fx*#;";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder rubbish = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                rubbish.append(signs.charAt(random.nextInt(signs.length())));
            }
            iran.parse(rubbish.toString())
                    .ifPresent(number -> assertThat(iran.parse(number.e164())).contains(number));
        }
    }

    @Test
    void anUnknownRegionIsRefused() {
        assertThatThrownBy(() -> new PhoneNumbers("XX")).hasMessageContaining("'XX'");
    }
}
