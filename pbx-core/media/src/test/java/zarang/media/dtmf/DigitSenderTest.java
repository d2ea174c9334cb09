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

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        while (sender.isActive()) {
            DigitSender.Frame frame = sender.next(buffer, 12);
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
