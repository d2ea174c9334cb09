package zarang.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitSenderTest {
    private final DigitSender sender = new DigitSender();
    private final ByteBuffer buffer = ByteBuffer.allocate(16);

    private int frameTicks = 160;

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        while (sender.isActive()) {
            DigitSender.Frame frame = sender.next(buffer, 12, frameTicks);
            frames.add(
                    frame == DigitSender.Frame.PAUSE
                            ? "pause"
                            : frame
                                    + " "
                                    + buffer.get(12)
                                    + ((buffer.get(13) & 0x80) == 0 ? " " : " end ")
                                    + buffer.getShort(14));
        }
        return frames;
    }

    @Test
    void durationGrowsEach20MsAndTheEndIsSentThreeTimes() {
        assertThat(sender.add('#', 80)).isTrue();
        assertThat(frames())
                .containsExactly(
                        "FIRST 11 160",
                        "NEXT 11 320",
                        "NEXT 11 480",
                        "NEXT 11 end 640",
                        "NEXT 11 end 640",
                        "NEXT 11 end 640",
                        "pause",
                        "pause",
                        "pause");
    }

    /** RFC 4733 §2.5.1.3: 65,535 ticks are 1.36 s at 48,000 a second. */
    @Test
    void durationsCountByTheClockOfTheAudioAndLongOnesGoOnAsSegments() {
        frameTicks = 960;
        sender.add('1', 2000);
        List<String> frames = frames();
        assertThat(frames).startsWith("FIRST 1 960", "NEXT 1 1920");
        assertThat(frames.get(67)).isEqualTo("NEXT 1 " + (short) (68 * 960));
        assertThat(frames.get(68)).isEqualTo("SEGMENT 1 960");
        assertThat(frames.subList(99, 103))
                .containsExactly(
                        "NEXT 1 end 30720", "NEXT 1 end 30720", "NEXT 1 end 30720", "pause");
        assertThat(frames.stream().filter(frame -> frame.startsWith("SEGMENT"))).hasSize(1);
    }

    @Test
    void durationsAreClamped() {
        sender.add('1', 0);
        assertThat(frames()).contains("NEXT 1 end 320");
        sender.add('1', 1_000_000);
        assertThat(frames()).contains("NEXT 1 end " + (short) 40_000);
    }

    @Test
    void digitsWaitInLineUpToTheBound() {
        for (int i = 0; i < DigitSender.WAITING_MAX; i++) {
            assertThat(sender.add('1', 40)).isTrue();
        }
        assertThat(sender.add('2', 40)).isFalse();
        assertThat(frames().stream().filter(f -> f.startsWith("FIRST"))).hasSize(32);
    }

    @Test
    void onlyDigitsAreTaken() {
        assertThatThrownBy(() -> sender.add('x', 40)).isInstanceOf(IllegalArgumentException.class);
    }
}
