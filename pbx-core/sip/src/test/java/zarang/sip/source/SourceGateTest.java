package zarang.sip.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;

class SourceGateTest {
    private static final InetSocketAddress FLOOD = at("192.0.2.66", 5060);

    private final VirtualLoop loop = new VirtualLoop();
    private final Set<InetAddress> trunks = new HashSet<>();
    private final Set<InetAddress> banned = new HashSet<>();
    private final SourceGate gate =
            new SourceGate(
                    SourceLimits.of(200, 4_000),
                    new Standings() {
                        @Override
                        public Standing of(InetAddress source) {
                            if (banned.contains(source)) {
                                return Standing.BANNED;
                            }
                            return trunks.contains(source) ? Standing.TRUNK : Standing.STRANGER;
                        }

                        @Override
                        public boolean carries(long flow) {
                            return false;
                        }
                    },
                    loop::nanos,
                    new Random(1));

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /** 30,000 a second for that long; gives how many a second were let in. */
    private int flood(InetSocketAddress from, int seconds) {
        int in = 0;
        for (int ms = 0; ms < seconds * 1_000; ms++) {
            for (int i = 0; i < 30; i++) {
                in += reads(from) ? 1 : 0;
            }
            loop.advance(Duration.ofMillis(1));
        }
        return in / seconds;
    }

    private boolean reads(InetSocketAddress from) {
        return gate.judge(from) == SourceGate.Verdict.READ;
    }

    @Test
    void nothingIsReadOfWhoIsBannedAndItIsKnownWithinASecond() {
        assertThat(reads(FLOOD)).isTrue();
        banned.add(FLOOD.getAddress());
        loop.advance(Duration.ofSeconds(1));
        assertThat(gate.judge(FLOOD)).isEqualTo(SourceGate.Verdict.BANNED);
        assertThat(flood(FLOOD, 1)).isZero();
        assertThat(reads(at("192.0.2.1", 5060))).as("another address").isTrue();
        banned.clear();
        loop.advance(Duration.ofSeconds(1));
        assertThat(reads(FLOOD)).isTrue();
    }

    @Test
    void aFloodIsCutToItsShareAndNobodyElseIsHurt() {
        flood(FLOOD, 2);
        assertThat(flood(FLOOD, 10)).isBetween(99, 101);
        assertThat(reads(at("192.0.2.1", 5060))).as("another address").isTrue();
        assertThat(reads(at("2001:db8::1", 5060))).as("IPv6").isTrue();
    }

    @Test
    void oneThatFloodsBehindANatLeavesHalfToTheOthersThere() {
        flood(FLOOD, 5);
        int in = 0;
        for (int i = 0; i < 100; i++) {
            loop.advance(Duration.ofMillis(20));
            for (int other = 0; other < 600; other++) {
                reads(at("192.0.2.66", 6666));
            }
            in += reads(at("192.0.2.66", 5061)) ? 1 : 0;
        }
        assertThat(in).isEqualTo(100);
    }

    @Test
    void aTrunkMaySendMoreAndIsNotHurtByAddressesThatAreMadeUp() {
        trunks.add(InetAddress.ofLiteral("192.0.2.1"));
        int in = 0;
        for (int i = 0; i < 100_000; i++) {
            in += reads(at("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256, 5060)) ? 1 : 0;
        }
        assertThat(in).as("of strangers").isEqualTo(4_000);
        assertThat(flood(at("192.0.2.1", 5060), 10)).isBetween(2_000, 2_401);
    }

    @Test
    void allPortsOfAnAddressTogetherHaveItsShare() {
        int in = 0;
        for (int i = 0; i < 100_000; i++) {
            in += reads(at("192.0.2.66", 1_024 + i % 50_000)) ? 1 : 0;
        }
        assertThat(in).isEqualTo(400);
    }
}
