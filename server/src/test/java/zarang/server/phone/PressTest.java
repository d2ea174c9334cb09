package zarang.server.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;
import zarang.media.wav.WavHeader;
import zarang.server.command.Times;

class PressTest {
    @TempDir private Path folder;

    @Test
    void commaIsAPauseOfASecondBeforeTheNextKey() {
        assertThat(Press.parse("1,,#", Duration.ofSeconds(1)))
                .containsExactly(
                        new Press('1', Duration.ofSeconds(1)),
                        new Press('#', Duration.ofMillis(2300)));
        assertThat(Press.parse("", Duration.ZERO)).isEmpty();
    }

    @Test
    void hIsTheHoldKey() {
        assertThat(Press.parse("h,h", Duration.ZERO))
                .containsExactly(
                        new Press(Press.HOLD, Duration.ZERO),
                        new Press(Press.HOLD, Duration.ofMillis(1300)));
    }

    @Test
    void characterThatIsNoKeyIsNamed() {
        assertThatThrownBy(() -> Press.parse("1x", Duration.ZERO))
                .hasMessageContaining("'x' is no key");
    }

    @Test
    void timesAreReadWithTheirUnitAndNothingElse() {
        Times times = new Times();
        assertThat(times.convert("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(times.convert("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> times.convert("soon")).isInstanceOf(TypeConversionException.class);
        assertThatThrownBy(() -> times.convert("-1s")).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void whatIsHeardLiesWhereItsTimestampPutsIt() throws IOException {
        HeardFile heard = new HeardFile();
        byte[] tone = new byte[160];
        Arrays.fill(tone, G711.linearToAlaw((short) 8000));
        HeardAudio packet = new HeardAudio().samples(HeardAudio.Law.A, tone, 0, 160);
        heard.audio(packet.stamped(RecordingSink.CALLER, 0, 1000, 7));
        heard.audio(packet.stamped(RecordingSink.CALLER, 0, 1320, 7));
        heard.audio(packet.stamped(RecordingSink.CALLER, 0, 99, 8));
        Path file = folder.resolve("heard.wav");
        heard.write(file);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize(WavHeader.BYTES + 2 * (480 + 160));
        assertThat(sample(bytes, 159)).isNotZero();
        assertThat(sample(bytes, 200)).as("lost packet: silence").isZero();
        assertThat(sample(bytes, 480)).as("another source goes on behind").isNotZero();
        assertThat(heard.packets()).isEqualTo(3);
    }

    private static int sample(byte[] wav, int index) {
        int at = WavHeader.BYTES + 2 * index;
        return (short) ((wav[at] & 0xFF) | wav[at + 1] << 8);
    }
}
