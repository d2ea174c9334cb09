package zarang.routing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.CallId;

class RecordedShareTest {
    private static Stream<CallId> calls() {
        return IntStream.range(100_000, 110_000)
                .mapToObj(n -> new CallId("01KM7PH0000000000000" + n));
    }

    private static long recordedOf10000(RecordedShare share) {
        return calls().filter(share::holds).count();
    }

    @Test
    void aShareOfTheCallsIsRecorded() {
        assertThat(recordedOf10000(RecordedShare.ALL)).isEqualTo(10_000);
        assertThat(recordedOf10000(new RecordedShare(0))).isZero();
        assertThat(recordedOf10000(new RecordedShare(20))).isBetween(1_800L, 2_200L);
    }

    @Test
    void whoIsRecordedAtALowerShareIsAtAHigherOne() {
        assertThat(calls().filter(new RecordedShare(30)::holds))
                .isNotEmpty()
                .allMatch(new RecordedShare(60)::holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "none", "1%", "99%"})
    void whatIsWrittenIsReadAndShownAlike(String written) {
        assertThat(RecordedShare.parse(written)).map(RecordedShare::toString).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0%", "100%", "20", "020%", "-5%", "some", "2.5%", "۲۰%"})
    void whatIsNoShareIsNone(String written) {
        assertThat(RecordedShare.parse(written)).isEmpty();
    }
}
