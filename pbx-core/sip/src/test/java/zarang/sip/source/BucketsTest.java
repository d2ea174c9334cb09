package zarang.sip.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** 10 a second, 20 at once. */
    private static final Limit LIMIT = Limit.perSecond(10, Duration.ofSeconds(2));

    /** As System.nanoTime() may begin: near its overflow. */
    private long now = Long.MAX_VALUE - SECOND;

    private final Buckets buckets = new Buckets(64, new Random(1), now);

    private int taken(long key, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += buckets.take(key, LIMIT, now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void burstIsGivenAtOnceAndThenTheRate() {
        assertThat(taken(7, 1_000)).isEqualTo(20);
        assertThat(buckets.has(7, LIMIT, now)).isFalse();
        int later = 0;
        for (int tick = 0; tick < 1_000; tick++) {
            now += SECOND / 100;
            later += taken(7, 5);
        }
        assertThat(later).as("in ten seconds").isBetween(99, 101);
        now += 10 * SECOND;
        assertThat(taken(7, 1_000)).as("full again").isEqualTo(20);
    }

    @Test
    void oneThatFloodsTakesNothingOfAnother() {
        assertThat(taken(7, 100_000)).isEqualTo(20);
        assertThat(taken(8, 20)).isEqualTo(20);
    }

    @Test
    void moreSourcesThanPlacesShareAndThePlacesComeBack() {
        for (long key = 0; key < 10_000; key++) {
            taken(key, 1);
        }
        now += 3 * SECOND;
        assertThat(taken(77, 100)).isEqualTo(20);
    }

    @Test
    void aSourceIsAnIpv4AddressOrTheFirstHalfOfAnIpv6Address() {
        assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
        assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("::ffff:192.0.2.1")).as("mapped").isEqualTo(key("192.0.2.1"));
        assertThat(SourceKey.withPort(key("192.0.2.1"), 5060))
                .isNotEqualTo(SourceKey.withPort(key("192.0.2.1"), 5061));
    }

    private static long key(String address) {
        return SourceKey.of(InetAddress.ofLiteral(address));
    }
}
