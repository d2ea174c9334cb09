package zarang.media.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;

class PlaybackTest {
    private final ByteBuffer out = ByteBuffer.allocate(160);

    private static Prompt prompt(int level, int length) {
        short[] samples = new short[length];
        Arrays.fill(samples, (short) level);
        return new Prompt(samples);
    }

    @Test
    void aFrameCrossesFromOnePromptIntoTheNextAndOnlyTheLastIsFilledUp() {
        Playback play = new Playback(1, List.of(prompt(8000, 100), prompt(-8000, 100)), false);
        byte high = G711.linearToAlaw((short) 8000);
        byte low = G711.linearToAlaw((short) -8000);

        play.take(G711Codec.PCMA, 160, out, 0);
        assertThat(out.get(99)).isEqualTo(high);
        assertThat(out.get(100)).isEqualTo(low);
        assertThat(play.isOver()).isFalse();
        play.take(G711Codec.PCMA, 160, out, 0);
        assertThat(out.get(39)).isEqualTo(low);
        assertThat(out.get(40)).isEqualTo(G711.ALAW_SILENCE);
        assertThat(play.isOver()).isTrue();
    }

    @Test
    void aPromptThatFillsItsLastFrameIsOverWithIt() {
        Playback play = new Playback(1, List.of(prompt(1, 320)), false);
        play.take(G711Codec.PCMU, 160, out, 0);
        assertThat(play.isOver()).isFalse();
        play.take(G711Codec.PCMU, 160, out, 0);
        assertThat(play.isOver()).isTrue();
    }

    @Test
    void aLoopNeverEndsHoweverShortItsPrompts() {
        Playback play = new Playback(1, List.of(prompt(8000, 1), prompt(-8000, 1)), true);
        for (int i = 0; i < 10; i++) {
            play.take(G711Codec.PCMU, 160, out, 0);
            assertThat(out.get(0)).isEqualTo(G711.linearToUlaw((short) 8000));
            assertThat(out.get(159)).isEqualTo(G711.linearToUlaw((short) -8000));
        }
        play.skip(161);
        play.take(G711Codec.PCMU, 160, out, 0);
        assertThat(out.get(0)).isEqualTo(G711.linearToUlaw((short) -8000));
        assertThat(play.isOver()).isFalse();
    }

    @Test
    void windingALoopRoundAndRoundEndsWhereItsRestSaysAndBackAtItsBeginning() {
        Playback play = new Playback(1, List.of(prompt(8000, 1), prompt(-8000, 1)), true);
        play.seek(Integer.MAX_VALUE);
        play.take(G711Codec.PCMU, 1, out, 0);
        assertThat(out.get(0)).isEqualTo(G711.linearToUlaw((short) -8000));
        play.seek(Integer.MIN_VALUE);
        play.take(G711Codec.PCMU, 1, out, 0);
        assertThat(out.get(0)).isEqualTo(G711.linearToUlaw((short) 8000));
    }

    @Test
    void whatIsTooLoudIsCutOffAndNotTurnedOver() {
        Playback play = new Playback(1, List.of(prompt(20_000, 10)), false);
        play.volume(4);
        play.take(G711Codec.PCMU, 10, out, 0);
        assertThat(G711.ulawToLinear(out.get(0))).isGreaterThan((short) 30_000);
    }

    @Test
    void nothingToPlayIsOverAtOnce() {
        assertThat(new Playback(1, List.of(), true).isOver()).isTrue();
    }
}
