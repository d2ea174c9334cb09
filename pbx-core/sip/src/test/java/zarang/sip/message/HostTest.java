package zarang.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 §25.1 and RFC 5118. */
class HostTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "[2001:db8::1], 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
        "[::ffff:192.0.2.1], 192.0.2.1"
    })
    void literalIsAnAddress(String written, String address) {
        assertThat(new Host(written).address()).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "1",
                "1.2",
                "1.2.3.4.5",
                "256.1.1.1",
                "0x7f.0.0.1",
                "[::1",
                "[]",
                "",
                "::1::2",
                "[fe80::1%eth0]",
                "host:5060"
            })
    void nameAndNonsenseAreNoAddressAndNobodyLooksThemUp(String written) {
        assertThat(new Host(written).address()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"h, true", "h_1.example.org., true", "[::1], true", "::1, false", "[h], false"})
    void soundHostIsANameOrAnAddressAndIpv6HasItsBrackets(String written, boolean sound) {
        assertThat(new Host(written).isSound()).isEqualTo(sound);
    }

    @Test
    void addressIsWrittenWithBracketsAndWithoutItsZone() throws UnknownHostException {
        byte[] local = InetAddress.ofLiteral("fe80::1").getAddress();
        InetAddress zoned = Inet6Address.getByAddress("", local, 2);
        assertThat(Host.of(zoned).written()).isEqualTo("[fe80:0:0:0:0:0:0:1]");
        assertThat(Host.of(zoned).bare()).isEqualTo("fe80:0:0:0:0:0:0:1");
        assertThat(Host.of(InetAddress.ofLiteral("192.0.2.1")).written()).isEqualTo("192.0.2.1");
        assertThat(Host.ofBare("::1").written()).isEqualTo("[::1]");
        assertThat(Host.ofBare("example.org").written()).isEqualTo("example.org");
    }

    @Test
    void userPartIsWrittenSoThatItReadsAsItWas() {
        assertThat(PercentEncoding.user("a b@c:é")).isEqualTo("a%20b%40c%3A%C3%A9");
        assertThat(PercentEncoding.decode(PercentEncoding.user("a b@c:é"))).isEqualTo("a b@c:é");
    }
}
