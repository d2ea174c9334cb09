package zarang.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.config.AddressPrefix;

class TrunksTest {
    private static final Trunk LAB =
            Trunk.into(
                    "lab",
                    List.of(AddressPrefix.parse("127.0.0.0/8"), AddressPrefix.parse("::1")),
                    true);
    private static final Trunk WIDE =
            Trunk.into("wide", List.of(AddressPrefix.parse("0.0.0.0/0")), false);

    private final Trunks trunks = new Trunks(List.of(WIDE, LAB));

    @ParameterizedTest
    @CsvSource({"127.0.0.1, lab", "127.255.255.255, lab", "128.0.0.1, wide", "::1, lab"})
    void longestPrefixNamesTheTrunk(String source, String name) {
        assertThat(trunks.of(InetAddress.ofLiteral(source)).map(Trunk::name)).contains(name);
    }

    @Test
    void unknownSourceHasNoTrunk() {
        assertThat(trunks.of(InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
    }

    @Test
    void prefixCutsInsideAByte() {
        AddressPrefix prefix = AddressPrefix.parse("10.32.0.0/11");
        assertThat(prefix.contains(InetAddress.ofLiteral("10.63.255.255"))).isTrue();
        assertThat(prefix.contains(InetAddress.ofLiteral("10.64.0.0"))).isFalse();
        assertThat(prefix.contains(InetAddress.ofLiteral("10.31.255.255"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "host/8",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "::/x"
            })
    void brokenPrefixIsRefused(String text) {
        assertThatThrownBy(() -> AddressPrefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
