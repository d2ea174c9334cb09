package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;

/** A start beside another process says at once which address is taken, and what to do. */
class FreeAddressesIT {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private static Settings settings(String sip, String http) {
        Loaded loaded =
                SettingsReader.load(
                        Path.of("..", "conf"), List.of("sip.listen=" + sip, "http.listen=" + http));
        if (loaded instanceof Loaded.Good good) {
            return good.settings();
        }
        throw new AssertionError(loaded);
    }

    @Test
    void aTakenAddressIsNamedWithItsKeyAndTheRemedy() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(0, HERE);
                ServerSocket tcp = new ServerSocket(0, 1, HERE)) {
            String sip = "udp:127.0.0.1:" + udp.getLocalPort();
            assertThatThrownBy(() -> FreeAddresses.check(settings(sip, "127.0.0.1:0")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sip.listen " + sip)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("--set sip.listen=");
            String http = "127.0.0.1:" + tcp.getLocalPort();
            assertThatThrownBy(() -> FreeAddresses.check(settings("udp:127.0.0.1:0", http)))
                    .hasMessageContaining("http.listen " + http)
                    .hasMessageContaining("--set http.listen=");
            assertThatThrownBy(() -> FreeAddresses.check(settings("tcp:" + http, "127.0.0.1:0")))
                    .hasMessageContaining("sip.listen tcp:" + http);
        }
    }

    @Test
    void anAddressThatIsNotThisMachinesIsRefusedBeforeThat() {
        assertThatThrownBy(() -> settings("udp:192.0.2.1:5060", "127.0.0.1:0"))
                .hasMessageContaining("192.0.2.1, which this machine does not have");
    }

    @Test
    void freeOnesAreFreeAfterwardsToo() throws IOException {
        Settings settings = settings("udp:127.0.0.1:0,tcp:127.0.0.2:0", "127.0.0.1:0");
        FreeAddresses.check(settings);
        FreeAddresses.check(settings);
        assertThat(settings.sip().listen()).hasSize(2);
    }
}
