package zarang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import zarang.media.rtp.SourceLock.Verdict;

class SourceLockTest {
    private static final long WINDOW = 1000;
    private static final InetSocketAddress SDP = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("192.0.2.1", 61_000);
    private static final InetSocketAddress FOREIGN = new InetSocketAddress("198.51.100.7", 9);

    private final Packets make = new Packets();
    private final SourceLock lock = new SourceLock(WINDOW);

    private Verdict on(InetSocketAddress from, int sequence, long now) {
        return lock.on(from, make.audio(8, sequence, 0, from.getPort()), now);
    }

    @Test
    void theAddressInTheSdpLocksAtOnceHoweverLate() {
        lock.expect(SDP, 0);
        assertThat(on(SDP, 1, 100 * WINDOW)).isEqualTo(Verdict.LOCKED);
        assertThat(on(SDP, 2, 100 * WINDOW)).isEqualTo(Verdict.KNOWN);
        assertThat(on(NAT, 3, 100 * WINDOW)).isEqualTo(Verdict.STRAY);
        assertThat(lock.isLearned()).isFalse();
    }

    @Test
    void nobodyIsHeardBeforeThereIsAnSdp() {
        assertThat(on(SDP, 1, 0)).isEqualTo(Verdict.STRAY);
    }

    @Test
    void anotherAddressIsLearnedByFourPacketsInSequence() {
        lock.expect(SDP, 0);
        assertThat(on(NAT, 65_534, 1)).isEqualTo(Verdict.STRAY);
        assertThat(on(NAT, 65_535, 2)).isEqualTo(Verdict.STRAY);
        assertThat(on(NAT, 0, 3)).isEqualTo(Verdict.STRAY);
        assertThat(on(NAT, 1, 4)).isEqualTo(Verdict.LOCKED);
        assertThat(lock.isLearned()).isTrue();
        assertThat(lock.locked()).isEqualTo(NAT);
        assertThat(on(SDP, 1, 5)).isEqualTo(Verdict.STRAY);
    }

    @Test
    void packetsOutOfSequenceTeachNothing() {
        lock.expect(SDP, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(on(FOREIGN, i * 7, 1)).isEqualTo(Verdict.STRAY);
        }
    }

    @Test
    void afterTheWindowOnlyTheSdpsAddressLocks() {
        lock.expect(SDP, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(on(NAT, i, WINDOW + 1)).isEqualTo(Verdict.STRAY);
        }
        assertThat(on(SDP, 0, WINDOW + 2)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void aSprayerCannotPushAsideThePhonesOwnHost() {
        lock.expect(SDP, 0);
        on(NAT, 1, 1);
        on(FOREIGN, 1, 1);
        on(NAT, 2, 2);
        on(FOREIGN, 2, 2);
        on(NAT, 3, 3);
        on(FOREIGN, 3, 3);
        assertThat(on(NAT, 4, 4)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void aNewSdpUnlocksAndTheSameOneDoesNot() {
        lock.expect(SDP, 0);
        on(SDP, 1, 1);
        assertThat(lock.expect(SDP, 2)).isFalse();
        assertThat(lock.locked()).isEqualTo(SDP);
        assertThat(lock.expect(FOREIGN, 3)).isTrue();
        assertThat(lock.locked()).isNull();
        assertThat(on(SDP, 2, 4)).isEqualTo(Verdict.STRAY);
        assertThat(on(FOREIGN, 1, 5)).isEqualTo(Verdict.LOCKED);
    }
}
