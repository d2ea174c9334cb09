package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import zarang.media.codec.G711Codec;

/** The alarm for audio that goes one way only. */
class HearingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long ALARM = Hearing.UNHEARD_NANOS;
    private static final long SWEEP = SECOND / 4;

    private final Hearing hearing = new Hearing();

    private void agree(Direction direction, long nowNanos) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
        hearing.agree(Agreement.usual(remote, G711Codec.PCMA, -1, direction), nowNanos);
    }

    @Test
    void whoIsNotHeardForFiveSecondsIsToldOnce() {
        agree(Direction.SEND_RECEIVE, SECOND);

        assertThat(hearing.isUnheard(SECOND + ALARM - 1)).isFalse();
        assertThat(hearing.isUnheard(SECOND + ALARM)).isTrue();
        assertThat(hearing.isUnheard(7 * SECOND)).isFalse();
    }

    /** A loop looks four times a second. */
    @Test
    void theAlarmIsToldWithinFiveSecondsOfTheAnswerWheneverTheLoopLooks() {
        assertThat(ALARM + SWEEP).isLessThanOrEqualTo(5 * SECOND);
    }

    @Test
    void anotherOfferDoesNotBuyTime() {
        agree(Direction.SEND_RECEIVE, 0);
        agree(Direction.SEND_RECEIVE, 4 * SECOND);

        assertThat(hearing.isUnheard(ALARM)).isTrue();
    }

    @Test
    void onePacketIsEnough() {
        agree(Direction.SEND_RECEIVE, 0);
        hearing.heard(4 * SECOND);

        assertThat(hearing.isUnheard(60 * SECOND)).isFalse();
    }

    @Test
    void whoHoldsOrOnlyListensNeedNotSpeak() {
        agree(Direction.RECEIVE_ONLY, 0);
        assertThat(hearing.isUnheard(9 * SECOND)).isFalse();
        agree(Direction.INACTIVE, 0);
        assertThat(hearing.isUnheard(9 * SECOND)).isFalse();
    }

    @Test
    void nothingIsExpectedBeforeTheAnswer() {
        assertThat(hearing.isUnheard(60 * SECOND)).isFalse();
    }

    private void foretell(long nowNanos) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
        hearing.agree(
                Agreement.usual(remote, G711Codec.PCMA, -1, Direction.SEND_RECEIVE).beforeAnswer(),
                nowNanos);
    }

    private boolean fallsSilent(long nowNanos) {
        return hearing.fallsSilent(nowNanos, 30 * SECOND, 900 * SECOND, new Company());
    }

    @Test
    void aPhoneThatRingsNeedNotSpeakAndHasItsWholeTimeFromTheAnswerOn() {
        foretell(0);
        foretell(20 * SECOND);
        assertThat(hearing.isUnheard(59 * SECOND)).isFalse();
        assertThat(fallsSilent(59 * SECOND)).isFalse();

        agree(Direction.SEND_RECEIVE, 60 * SECOND);
        assertThat(hearing.isUnheard(60 * SECOND + ALARM - 1)).isFalse();
        assertThat(fallsSilent(90 * SECOND - 1)).isFalse();
        assertThat(hearing.isUnheard(60 * SECOND + ALARM)).isTrue();
        assertThat(fallsSilent(90 * SECOND)).isTrue();
    }

    @Test
    void aPhoneThatRingsForEverIsBoundedAllTheSame() {
        foretell(0);
        assertThat(fallsSilent(900 * SECOND - 1)).isFalse();
        assertThat(fallsSilent(900 * SECOND)).isTrue();
    }

    @Test
    void whatRangBeforeTheAnswerDoesNotSpeakAfterIt() {
        foretell(0);
        hearing.heard(3 * SECOND);
        agree(Direction.SEND_RECEIVE, 10 * SECOND);

        assertThat(hearing.isUnheard(10 * SECOND + ALARM - 1)).isFalse();
        assertThat(hearing.isUnheard(10 * SECOND + ALARM)).isTrue();
    }

    @Test
    void whoHeldFromTheFirstHasFiveSecondsOnceItMaySpeak() {
        agree(Direction.INACTIVE, 0);
        agree(Direction.SEND_RECEIVE, 20 * SECOND);

        assertThat(hearing.isUnheard(20 * SECOND + ALARM - 1)).isFalse();
        assertThat(hearing.isUnheard(20 * SECOND + ALARM)).isTrue();
    }
}
