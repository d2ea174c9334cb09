package zarang.sip.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.TrunkLimits;
import zarang.sip.trunk.TrunkNumbers;
import zarang.sip.trunk.WayOut;

/** In which order the addresses of a trunk are tried. */
class CarrierTest {
    private static final Hop FIRST = hop("192.0.2.1");
    private static final Hop SECOND = hop("192.0.2.2");
    private static final Hop NEW = hop("192.0.2.3");

    private final Carrier carrier = carrier();

    private static Hop hop(String address) {
        return Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
    }

    private static Carrier carrier() {
        WayOut way =
                new WayOut(
                        SipUri.of(null, "carrier.test", -1),
                        Optional.empty(),
                        "carrier.test",
                        "us",
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Duration.ofSeconds(30),
                        new TrunkLimits(9, 9),
                        new ShownNumber(ShownNumber.Rule.PILOT, ""));
        return new Carrier(
                new Trunk(
                        "carrier",
                        List.of(),
                        List.of(),
                        false,
                        TrunkNumbers.AS_WRITTEN,
                        Optional.of(way)),
                way,
                new VirtualLoop(),
                new Random(1));
    }

    @Test
    void addressThatDidNotAnswerStaysLastWhateverDnsSaysAgain() {
        carrier.leadsTo(List.of(FIRST, SECOND));
        carrier.prefer(Set.of(SECOND));
        assertThat(carrier.hops()).containsExactly(SECOND, FIRST);
        carrier.leadsTo(List.of(FIRST, SECOND));
        assertThat(carrier.hops()).containsExactly(SECOND, FIRST);
        carrier.leadsTo(List.of(NEW, FIRST, SECOND));
        assertThat(carrier.hops())
                .as("nobody has asked it yet")
                .containsExactly(NEW, SECOND, FIRST);
        carrier.prefer(Set.of(FIRST, SECOND));
        carrier.leadsTo(List.of(FIRST, SECOND));
        assertThat(carrier.hops()).as("it is there again").containsExactly(FIRST, SECOND);
    }

    @Test
    void whereNoneAnswersTheOrderIsThatOfDns() {
        carrier.leadsTo(List.of(FIRST, SECOND));
        carrier.prefer(Set.of());
        carrier.leadsTo(List.of(SECOND, FIRST));
        assertThat(carrier.hops()).containsExactly(SECOND, FIRST);
    }
}
