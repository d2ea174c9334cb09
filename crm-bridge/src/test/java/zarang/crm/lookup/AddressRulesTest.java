package zarang.crm.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.config.AddressPrefix;

class AddressRulesTest {
    private final AddressRules none = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1"
            })
    void whatIsNotOfTheOpenInternetIsRefused(String address) {
        assertThat(none.admits(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.255.255", "172.32.0.1", "185.1.2.3", "2a00:1450::1"})
    void theOpenInternetIsAdmitted(String address) {
        assertThat(none.admits(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void whatAnAdminAllowsIsAdmittedAndNoMore() {
        AddressRules rules = new AddressRules(List.of(AddressPrefix.parse("10.1.2.0/23")));
        assertThat(rules.admits(InetAddress.ofLiteral("10.1.3.255"))).isTrue();
        assertThat(rules.admits(InetAddress.ofLiteral("10.1.4.0"))).isFalse();
    }

    @Test
    void aNameWithOneAddressThatMayNotBeAskedIsRefusedWhole() {
        InetAddress open = InetAddress.ofLiteral("8.8.8.8");
        assertThat(none.choose(List.of(open))).contains(open);
        assertThat(none.choose(List.of(open, InetAddress.ofLiteral("10.0.0.1")))).isEmpty();
        assertThat(none.choose(List.of())).isEmpty();
    }
}
