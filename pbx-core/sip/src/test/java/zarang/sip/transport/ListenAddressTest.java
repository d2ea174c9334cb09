package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"udp:127.0.0.1:5060", "tcp:[::1]:0", "udp:pbx.example.org:65535"})
    void writtenAndReadAgainItIsTheSame(String written) {
        assertThat(Transports.listener(written)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "udp", "udp:127.0.0.1", "tls:a:1", "udp:::1:5060", "udp:a:65536"})
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> Transports.listener(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected udp:HOST:PORT");
    }

    @Test
    void ipv6HostHasNoBrackets() {
        assertThat(Transports.listener("tcp:[2001:db8::1]:5060").host()).isEqualTo("2001:db8::1");
    }
}
