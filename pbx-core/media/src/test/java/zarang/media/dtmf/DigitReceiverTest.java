package zarang.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DigitReceiverTest {
    private final DigitReceiver receiver = new DigitReceiver();
    private final StringBuilder heard = new StringBuilder();

    private void on(int event, int timestamp, int duration, boolean marker, boolean end) {
        on(1, event, timestamp, duration, marker, end);
    }

    private void on(
            int stream, int event, int timestamp, int duration, boolean marker, boolean end) {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        buffer.put(0, (byte) event).put(1, (byte) (end ? 0x8A : 0x0A));
        buffer.putShort(2, (short) duration);
        char digit = receiver.on(stream, marker, timestamp, buffer, 0);
        if (digit != 0) {
            heard.append(digit);
        }
    }

    private void press(int event, int timestamp) {
        for (int i = 1; i <= 4; i++) {
            on(event, timestamp, i * 160, i == 1, false);
        }
        for (int i = 0; i < 3; i++) {
            on(event, timestamp, 800, false, true);
        }
    }

    @Test
    void eachEventIsToldOnceWhateverIsRepeated() {
        for (int event = 0; event < 16; event++) {
            press(event, event * 2000);
        }
        assertThat(heard).hasToString("0123456789*#ABCD");
    }

    @Test
    void atAnotherClockASegmentIsTheSameKeyAndAPressAfterItIsAnother() {
        for (int hz : new int[] {16_000, 48_000}) {
            receiver.clock(hz);
            int frame = hz / 50;
            int base = hz * 100;
            int whole = 0xFFFF / frame * frame;
            on(1, base, frame, true, false);
            on(1, base, whole, false, false);
            on(1, base + whole + 2 * frame, frame, false, false);
            on(1, base + whole + 2 * frame, 2 * frame, false, true);
            on(1, base + whole + 9 * frame, frame, true, false);
            on(1, base + whole + 9 * frame, 5 * frame, false, true);
        }
        assertThat(heard).hasToString("1111");
    }

    @Test
    void theSameKeyTwiceIsTwoDigits() {
        press(1, 0);
        press(1, 960);
        assertThat(heard).hasToString("11");
    }

    @Test
    void aLostStartIsMadeGoodByAnyLaterPacket() {
        on(7, 0, 640, false, false);
        on(7, 0, 800, false, true);
        on(8, 4000, 800, false, true);
        on(8, 4000, 800, false, true);
        assertThat(heard).hasToString("78");
    }

    @Test
    void aLostEndDoesNotSwallowTheNextPress() {
        on(1, 0, 160, true, false);
        on(1, 0, 320, false, false);
        on(1, 1600, 160, true, false);
        assertThat(heard).hasToString("11");
    }

    @Test
    void aKeyHeldBeyondTheRangeOfTheDurationIsOneDigit() {
        on(5, 0, 160, true, false);
        on(5, 0, 0xFFFF, false, false);
        on(5, 0xFFFF, 160, false, false);
        on(5, 0xFFFF, 0xFFFF, false, false);
        on(5, 2 * 0xFFFF, 800, false, true);
        assertThat(heard).hasToString("5");
    }

    @Test
    void aPhoneThatMovesTheTimestampWithEachUpdatePressesOnce() {
        on(3, 0, 160, true, false);
        on(3, 160, 320, false, false);
        on(3, 320, 480, false, true);
        on(3, 320, 480, false, true);
        assertThat(heard).hasToString("3");
    }

    @Test
    void endsWhoseTimestampMovesOnTooAreOneDigitAndThePressAfterThemAnother() {
        for (int press = 0; press < 2; press++) {
            int at = press * 1120;
            on(3, at, 160, press == 0, false);
            on(3, at + 160, 320, false, false);
            on(3, at + 320, 480, false, true);
            on(3, at + 480, 480, false, true);
            on(3, at + 640, 480, false, true);
        }
        assertThat(heard).hasToString("33");
    }

    /** A gateway that sends events as a source of their own, between the packets of its audio. */
    @Test
    void anEventThatGoesOnInAnotherStreamIsTheSame() {
        int stream = 1;
        for (int event : new int[] {4, 4, 5}) {
            int timestamp = 8000 * stream;
            for (int i = 1; i <= 5; i++) {
                on(stream, event, timestamp, i * 160, i == 1, i > 3);
                stream += 2;
            }
        }
        assertThat(heard).hasToString("445");
    }

    @Test
    void aNewEventBeforeTheEndOfTheLastIsTold() {
        on(1, 0, 160, true, false);
        on(2, 800, 160, true, false);
        on(1, 0, 960, false, true);
        on(2, 800, 320, false, true);
        assertThat(heard).hasToString("12");
    }

    @Test
    void timestampsWrapAndNewStreamsHaveTheirOwn() {
        press(1, -400);
        press(2, 2000);
        on(2, 3, -50_000, 160, true, false);
        assertThat(heard).hasToString("123");
    }

    @Test
    void flashAndTonesAreNoDigits() {
        press(16, 0);
        press(66, 4000);
        assertThat(heard).isEmpty();
    }
}
