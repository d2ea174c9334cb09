package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.sip.engine.DigitSource.INFO;
import static zarang.sip.engine.DigitSource.IN_BAND;
import static zarang.sip.engine.DigitSource.RFC_4733;

import org.junit.jupiter.api.Test;

class DigitPressesTest {
    private static final long MS = 1_000_000;

    private final DigitPresses presses = new DigitPresses();

    private boolean isNew(char digit, DigitSource source, long atMs) {
        return presses.isNew(digit, source, atMs * MS);
    }

    @Test
    void aPressThatComesBothWaysCountsOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(isNew('1', RFC_4733, i * 300L)).as("press %d", i).isTrue();
            assertThat(isNew('1', INFO, i * 300L + 150)).as("press %d", i).isFalse();
        }
    }

    @Test
    void aPressThatComesInThreeWaysCountsOnceAndTheNextOneToo() {
        for (int i = 0; i < 10; i++) {
            assertThat(isNew('4', IN_BAND, i * 300L + 30)).as("press %d", i).isTrue();
            assertThat(isNew('4', RFC_4733, i * 300L + 40)).as("press %d", i).isFalse();
            assertThat(isNew('4', INFO, i * 300L + 150)).as("press %d", i).isFalse();
        }
    }

    @Test
    void whicheverWayComesFirst() {
        assertThat(isNew('#', INFO, 0)).isTrue();
        assertThat(isNew('#', RFC_4733, 20)).isFalse();
        assertThat(isNew('#', RFC_4733, 400)).isTrue();
        assertThat(isNew('#', INFO, 410)).isFalse();
    }

    @Test
    void infoThatComesAfterTheNextPressHasBegunIsStillARepetition() {
        assertThat(isNew('1', RFC_4733, 0)).isTrue();
        assertThat(isNew('2', RFC_4733, 200)).isTrue();
        assertThat(isNew('1', INFO, 250)).isFalse();
        assertThat(isNew('2', INFO, 450)).isFalse();
    }

    @Test
    void aPhoneMayChangeFromOneWayToTheOther() {
        assertThat(isNew('1', RFC_4733, 0)).isTrue();
        assertThat(isNew('5', INFO, 200)).isTrue();
        assertThat(isNew('5', INFO, 400)).isTrue();
        assertThat(isNew('1', INFO, 900)).isTrue();
        assertThat(isNew('7', RFC_4733, 1_000)).isTrue();
    }

    @Test
    void aKeyThatIsHeldLongCountsOnceOnceThePhoneIsKnownToUseBothWays() {
        assertThat(isNew('1', RFC_4733, 0)).isTrue();
        assertThat(isNew('1', INFO, 100)).isFalse();
        assertThat(isNew('2', RFC_4733, 1_000)).isTrue();
        assertThat(isNew('2', INFO, 3_500)).isFalse();
    }

    @Test
    void pressesOfOneWayAllCountHoweverManyWait() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(isNew('3', RFC_4733, i)).isTrue();
        }
    }
}
