package zarang.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.WrittenNumber;

class TrunkNumbersTest {
    private static TrunkNumbers tehran(NumberForm form) {
        return new TrunkNumbers("IR", form, "", "21");
    }

    @ParameterizedTest
    @CsvSource({
        "PLUS, +982191001234, +982191001234",
        "E164, +982191001234, 982191001234",
        "NATIONAL, +982191001234, 02191001234",
        "STRIP, +982191001234, 2191001234",
        "AS_WRITTEN, +982191001234, +982191001234",
        "E164, 02191001234, 982191001234",
        "NATIONAL, 91001234, 02191001234",
        "PLUS, 00982191001234, +982191001234",
        "NATIONAL, +4930123456, 004930123456",
        "STRIP, +4930123456, 004930123456",
        "PLUS, 110, 110",
        "NATIONAL, *21#, *21#"
    })
    void numberIsWrittenAsTheTrunkWantsIt(NumberForm form, String dialled, String expected) {
        assertThat(tehran(form).out(dialled)).contains(expected);
    }

    @Test
    void prefixStandsBeforeWhatIsCalledAndNotBeforeWhoCalls() {
        TrunkNumbers numbers = new TrunkNumbers("DE", NumberForm.E164, "77", "");
        assertThat(numbers.out("030123456")).contains("774930123456");
        assertThat(numbers.shown("030123456")).contains("4930123456");
    }

    @Test
    void whatIsNoNumberIsNotCalled() {
        TrunkNumbers numbers = tehran(NumberForm.PLUS);
        assertThat(numbers.out("bob")).isEmpty();
        assertThat(numbers.out("")).isEmpty();
        assertThat(numbers.out("0912\r\nX: y")).isEmpty();
        assertThat(numbers.out("1".repeat(33))).isEmpty();
    }

    @Test
    void shortNumberOfTheTrunkGetsItsAreaCode() {
        TrunkNumbers numbers = tehran(NumberForm.PLUS);
        assertThat(numbers.in(new WrittenNumber("88001234", true)))
                .isEqualTo(new WrittenNumber("+982188001234", false));
        WrittenNumber mobile = new WrittenNumber("09121234567", false);
        assertThat(numbers.in(mobile)).isEqualTo(mobile);
        WrittenNumber extension = new WrittenNumber("1000", false);
        assertThat(numbers.in(extension)).isEqualTo(extension);
    }
}
