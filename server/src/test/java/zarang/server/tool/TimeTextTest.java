package zarang.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0.0 s",
        "0, 0.0 s",
        "9449, 9.4 s",
        "59999, 59.9 s",
        "60000, 1:00",
        "271000, 4:31",
        "3599999, 59:59",
        "3723000, 1:02:03",
        "360000000, 100:00:00"
    })
    void aSpanIsShownInTheUnitsThatItHas(long ms, String shown) {
        assertThat(TimeText.span(Duration.ofMillis(ms))).isEqualTo(shown);
    }
}
