package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MediaSettingsTest {
    private final MediaSettings settings = MediaSettings.on(InetAddress.getLoopbackAddress());

    @Test
    void defaultsAreWithinTheirRanges() {
        assertThat(settings.portMin()).isEqualTo(20_000);
        assertThat(settings.loops()).isPositive();
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        assertThatThrownBy(() -> settings.withPorts(30_000, 20_000))
                .hasMessage("media ports: found 30000-20000, expected MIN-MAX within 1024-65535");
        assertThatThrownBy(() -> settings.withPorts(20_001, 20_002)).hasMessageContaining("room");
        assertThatThrownBy(() -> settings.withLoops(0)).hasMessageContaining("loops");
        assertThatThrownBy(() -> settings.withPortRest(Duration.ofMinutes(2)))
                .hasMessageContaining("port-rest");
        assertThatThrownBy(() -> settings.withSilenceTimeout(Duration.ofMillis(1)))
                .hasMessageContaining("silence-timeout");
        assertThat(settings.withSilenceTimeout(Duration.ZERO).silenceTimeout()).isZero();
    }
}
