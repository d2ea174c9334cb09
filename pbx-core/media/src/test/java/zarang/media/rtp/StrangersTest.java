package zarang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static final long SECOND = 1_000_000_000;
    private static final InetSocketAddress PHONE = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress PHONE6 = new InetSocketAddress("2001:db8::1", 4000);

    private final Strangers strangers = new Strangers(42);

    @Test
    void oneWhoSpeaksToOnePortIsNoSprayer() {
        for (int i = 0; i < 100; i++) {
            assertThat(strangers.knocks(PHONE, 5, 20_000, i)).isFalse();
        }
    }

    @Test
    void oneWhoSpeaksToTwoIsForAMinute() {
        strangers.knocks(PHONE, 5, 20_000, 0);
        assertThat(strangers.knocks(PHONE, 5, 20_002, 1)).isTrue();
        assertThat(strangers.knocks(PHONE, 5, 20_000, 59 * SECOND)).isTrue();
        assertThat(strangers.knocks(PHONE, 5, 20_000, 120 * SECOND)).isFalse();
    }

    @Test
    void oneWhoHitsADecoyIsAtOnce() {
        strangers.bar(PHONE6, 6, 0);
        assertThat(strangers.knocks(PHONE6, 5, 20_000, 1)).isTrue();
        assertThat(strangers.knocks(PHONE, 5, 20_000, 1)).isFalse();
        assertThat(strangers.knocks(PHONE, 6, 20_000, 1)).as("its stream").isTrue();
    }

    @Test
    void twoPhonesThatChoseOneSsrcAreNoSprayers() {
        strangers.knocks(PHONE6, 5, 20_002, 0);
        assertThat(strangers.knocks(PHONE, 5, 20_000, 1)).isFalse();
    }

    @Test
    void aPhoneMaySpeakToAnotherPortInItsNextCall() {
        strangers.knocks(PHONE, 5, 20_000, 0);
        strangers.closed(20_000);
        assertThat(strangers.knocks(PHONE, 5, 20_002, SECOND)).isFalse();
        strangers.knocks(PHONE, 5, 20_004, SECOND);
        strangers.closed(20_002);
        assertThat(strangers.knocks(PHONE, 5, 20_002, SECOND)).isTrue();
    }
}
