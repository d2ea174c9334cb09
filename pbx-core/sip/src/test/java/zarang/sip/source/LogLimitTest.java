package zarang.sip.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;

class LogLimitTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final LogLimit lines = new LogLimit(loop::nanos);

    private OptionalLong from(int host) {
        return lines.of(InetAddress.ofLiteral("10.0." + host / 256 + "." + host % 256));
    }

    @Test
    void aSourceIsToldOfAtOnceAndThenOnceAMinuteWithACount() {
        assertThat(from(1)).hasValue(1);
        for (int i = 0; i < 500; i++) {
            assertThat(from(1)).isEmpty();
        }
        assertThat(from(2)).as("another one").hasValue(1);
        loop.advance(Duration.ofMinutes(1));
        assertThat(from(1)).hasValue(501);
    }

    @Test
    void manySourcesMakeFewLinesASecondAndAreBounded() {
        int told = 0;
        for (int host = 0; host < 20_000; host++) {
            told += from(host).isPresent() ? 1 : 0;
        }
        assertThat(told).isEqualTo(5);
        assertThat(lines.sources()).isLessThanOrEqualTo(1_024);
        loop.advance(Duration.ofSeconds(1));
        assertThat(from(1)).hasValue(1);
    }
}
