package zarang.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import zarang.media.rtp.SourceLock.Verdict;

class SourceLockTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;
    private static final long WINDOW = 10 * SECOND;
    private static final int PORT = 20_000;
    private static final int NEEDED = Candidates.LEARN_PACKETS;

    private static final InetSocketAddress SDP = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress OTHER_PORT = new InetSocketAddress("192.0.2.1", 61_000);
    private static final InetSocketAddress NAT = new InetSocketAddress("203.0.113.9", 33_000);
    private static final InetSocketAddress MOVED = new InetSocketAddress("203.0.113.9", 34_000);
    private static final InetSocketAddress FOREIGN = new InetSocketAddress("198.51.100.7", 9);

    private final Packets make = new Packets();
    private final Strangers strangers = new Strangers(7);
    private final SourceLock lock = new SourceLock(WINDOW, PORT, strangers);
    private long now = SECOND;
    private int sequence = 65_530;

    private Verdict on(InetSocketAddress from) {
        return on(from, sequence++ & 0xFFFF);
    }

    private Verdict on(InetSocketAddress from, int number) {
        return lock.on(from, make.audio(8, number, 0, from.getPort()), now);
    }

    /** A packet each 20 ms, until it locks; how many it took, or {@code most}. */
    private int speaks(InetSocketAddress from, int most) {
        for (int i = 1; i <= most; i++) {
            now += 20 * MS;
            if (on(from) != Verdict.STRAY) {
                return i;
            }
        }
        return most;
    }

    @Test
    void theAddressInTheSdpLocksAtOnceHoweverLate() {
        lock.expect(SDP, now);
        now += 3600 * SECOND;
        assertThat(on(SDP)).isEqualTo(Verdict.LOCKED);
        assertThat(on(SDP)).isEqualTo(Verdict.KNOWN);
        assertThat(speaks(OTHER_PORT, 100)).isEqualTo(100);
        assertThat(lock.isLearned()).isFalse();
        assertThat(lock.isCertain()).isTrue();
    }

    @Test
    void nobodyIsHeardBeforeThereIsAnSdp() {
        assertThat(on(SDP)).isEqualTo(Verdict.STRAY);
    }

    @Test
    void anotherPortOfTheSdpsHostIsLearnedByTenPacketsInARow() {
        lock.expect(SDP, now);
        assertThat(speaks(OTHER_PORT, 50)).isEqualTo(NEEDED).isEqualTo(10);
        assertThat(lock.isLearned()).isTrue();
        assertThat(lock.locked()).isEqualTo(OTHER_PORT);
        assertThat(on(OTHER_PORT)).isEqualTo(Verdict.KNOWN);
    }

    @Test
    void theSdpsAddressTakesTheCallBackFromWhoWasLearnedAtAnyTime() {
        lock.expect(SDP, now);
        speaks(OTHER_PORT, 50);
        now += 600 * SECOND;
        on(OTHER_PORT);
        assertThat(lock.isCertain()).as("a guess is never certain").isFalse();
        assertThat(on(SDP)).isEqualTo(Verdict.LOCKED);
        assertThat(lock.locked()).isEqualTo(SDP);
        assertThat(lock.isCertain()).isTrue();
        assertThat(speaks(OTHER_PORT, 100)).isEqualTo(100);
    }

    @Test
    void aStrangerIsNeverLearnedHoweverLongThePhoneIsSilent() throws UnknownHostException {
        lock.signalledFrom(InetAddress.getByName("192.0.2.1"));
        lock.expect(SDP, now);
        assertThat(speaks(FOREIGN, 3000)).isEqualTo(3000);
        assertThat(lock.locked()).isNull();
    }

    @Test
    void behindANatTheSignallingsHostIsLearnedAndNobodyElse() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        assertThat(speaks(FOREIGN, 1000)).isEqualTo(1000);
        assertThat(speaks(NAT, 50)).isEqualTo(NEEDED);
        assertThat(lock.locked()).isEqualTo(NAT);
    }

    @Test
    void aPhoneThatIsSilentForAMinuteIsStillLearned() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        now += 60 * SECOND;
        assertThat(speaks(NAT, 50)).isEqualTo(NEEDED);
    }

    @Test
    void oneWhoTakesLongerThanTheWindowHasNotProvedItself() {
        lock.expect(SDP, now);
        for (int i = 0; i < 3 * NEEDED; i++) {
            now += WINDOW / 5;
            assertThat(on(OTHER_PORT)).isEqualTo(Verdict.STRAY);
        }
    }

    @Test
    void withoutAWindowNobodyIsLearned() {
        SourceLock strict = new SourceLock(0, PORT, strangers);
        strict.expect(SDP, now);
        for (int i = 0; i < 100; i++) {
            assertThat(strict.on(OTHER_PORT, make.audio(8, i, 0, 1), now)).isEqualTo(Verdict.STRAY);
        }
    }

    @Test
    void packetsOutOfSequenceTeachNothing() {
        lock.expect(SDP, now);
        for (int i = 0; i < 100; i++) {
            now += 20 * MS;
            assertThat(on(OTHER_PORT, i * 7)).isEqualTo(Verdict.STRAY);
        }
    }

    @Test
    void aPacketLostOnTheWayIsForgiven() {
        lock.expect(SDP, now);
        speaks(OTHER_PORT, 5);
        sequence++;
        assertThat(speaks(OTHER_PORT, 50)).isEqualTo(NEEDED - 5);
    }

    @Test
    void whoSentBeforeAnybodyWasToldThePortIsASprayer() {
        lock.keepSecret();
        on(OTHER_PORT);
        now += SECOND;
        lock.expect(SDP, now);
        assertThat(speaks(OTHER_PORT, 1000)).isEqualTo(1000);
        assertThat(on(SDP)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void oneWhoWasOnlyFasterThanOurOwnMessageIsNot() {
        lock.keepSecret();
        on(OTHER_PORT);
        now += 5 * MS;
        lock.expect(SDP, now);
        assertThat(speaks(OTHER_PORT, 50)).isLessThanOrEqualTo(NEEDED);
    }

    @Test
    void thePortOfAnOutgoingLegIsNoSecretEarlyMediaMayCome() {
        on(OTHER_PORT);
        now += SECOND;
        lock.expect(SDP, now);
        assertThat(speaks(OTHER_PORT, 50)).isEqualTo(NEEDED);
    }

    @Test
    void whoKnocksAtOtherPortsOfOursIsNotLearned() {
        lock.expect(SDP, now);
        strangers.knocks(OTHER_PORT, 1, PORT + 2, now);
        assertThat(speaks(OTHER_PORT, 1000)).isEqualTo(1000);
    }

    @Test
    void aFloodFromRandomPortsOfTheSameHostDoesNotKeepThePhoneOut() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        for (int packet = 0; packet < 500; packet++) {
            for (int stranger = 0; stranger < 20; stranger++) {
                now += MS;
                var from = new InetSocketAddress(NAT.getAddress(), 1024 + packet * 20 + stranger);
                assertThat(on(from, packet)).isEqualTo(Verdict.STRAY);
            }
            if (on(NAT, packet) == Verdict.LOCKED) {
                return;
            }
        }
        throw new AssertionError("not learned in 10 s");
    }

    @Test
    void aNewSdpBarsTheSourceSoFarWhichStillSends() {
        InetSocketAddress next = new InetSocketAddress("192.0.2.1", 5000);
        lock.expect(SDP, now);
        on(SDP);
        assertThat(lock.expect(next, now)).as("was certain").isTrue();
        assertThat(lock.locked()).isNull();
        assertThat(speaks(SDP, 1000)).as("20 s of the old source").isEqualTo(1000);
        assertThat(on(next)).isEqualTo(Verdict.LOCKED);
        assertThat(lock.isCertain()).isTrue();
    }

    @Test
    void mediaThatMovesBackIsHeardAtOnce() {
        lock.expect(SDP, now);
        on(SDP);
        lock.expect(FOREIGN, now);
        on(FOREIGN);
        lock.expect(SDP, now);
        assertThat(on(SDP)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void aLearnedSourceIsBarredForSecondsOnlyTheNatMayMapTheNewAddressToIt() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        speaks(NAT, 50);
        lock.expect(new InetSocketAddress("192.0.2.1", 4002), now);
        int took = speaks(NAT, 1000);
        assertThat(took * 20).isBetween(3000, 3400);
    }

    @Test
    void theSameSdpAgainKeepsTheSourceAndLetsTheNatsNewMappingBeLearned() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        speaks(NAT, 50);
        assertThat(speaks(MOVED, 100)).as("without a re-INVITE").isEqualTo(100);
        assertThat(lock.expect(SDP, now)).isFalse();
        assertThat(on(NAT)).isEqualTo(Verdict.KNOWN);
        assertThat(speaks(MOVED, 50)).isEqualTo(NEEDED);
        assertThat(lock.locked()).isEqualTo(MOVED);
    }

    @Test
    void aSourceThatStillSendsIsNotTakenOverAfterTheSameSdp() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        speaks(NAT, 50);
        lock.expect(SDP, now);
        for (int i = 0; i < 200; i++) {
            now += 20 * MS;
            assertThat(on(NAT, i)).isEqualTo(Verdict.KNOWN);
            assertThat(on(MOVED, i)).isEqualTo(Verdict.STRAY);
        }
        assertThat(speaks(MOVED, 100)).as("it has shown to be there").isEqualTo(100);
    }

    @Test
    void theSameSdpAgainAfterACertainSourceLetsAnotherPortBeLearnedOnceItIsSilent() {
        lock.expect(SDP, now);
        on(SDP);
        assertThat(lock.expect(SDP, now)).as("the socket must not stay connected").isTrue();
        assertThat(lock.locked()).isEqualTo(SDP);
        assertThat(speaks(OTHER_PORT, 50)).isEqualTo(NEEDED);
        assertThat(on(SDP)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void aHoldWithoutAnAddressChangesNothing() {
        lock.signalledFrom(NAT.getAddress());
        lock.expect(SDP, now);
        speaks(NAT, 50);
        lock.expect(new InetSocketAddress("0.0.0.0", 4000), now);
        assertThat(lock.locked()).isEqualTo(NAT);
        lock.expect(SDP, now);
        assertThat(on(NAT)).isEqualTo(Verdict.KNOWN);
    }

    @Test
    void ipv6PhonesAreLearnedAlike() {
        InetSocketAddress sdp = new InetSocketAddress("2001:db8::1", 4000);
        InetSocketAddress port = new InetSocketAddress("2001:db8::1", 4444);
        lock.expect(sdp, now);
        assertThat(speaks(new InetSocketAddress("2001:db8::2", 4444), 100)).isEqualTo(100);
        assertThat(speaks(port, 50)).isEqualTo(NEEDED);
        assertThat(on(sdp)).isEqualTo(Verdict.LOCKED);
    }
}
