package zarang.media.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static final int AMPLITUDE = 10_000;

    /** Loudness of a tone of {@code hz} after halving, without the edges; in dB against before. */
    private static double gainDb(double hz) {
        short[] in = new short[16_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hz * i / 16_000));
        }
        short[] out = Arrays.copyOfRange(new Resampler().halve(in), 200, 7800);
        double power = 0;
        for (short sample : out) {
            power += (double) sample * sample;
        }
        double rms = Math.sqrt(power / out.length);
        return 20 * Math.log10(Math.max(rms, 0.01) * Math.sqrt(2) / AMPLITUDE);
    }

    @Test
    void theTelephoneBandPassesUnchanged() {
        for (int hz : new int[] {50, 300, 1000, 2000, 3000, 3400}) {
            assertThat(gainDb(hz)).as("%d Hz", hz).isBetween(-0.1, 0.1);
        }
    }

    @Test
    void whatWouldFoldBackIsGone() {
        for (int hz : new int[] {4100, 4600, 5000, 6000, 7000, 7900}) {
            assertThat(gainDb(hz)).as("%d Hz", hz).isLessThan(-70);
        }
    }

    @Test
    void lengthIsHalvedAndLoudSamplesDoNotWrap() {
        short[] loud = new short[1001];
        Arrays.fill(loud, Short.MAX_VALUE);
        short[] out = new Resampler().halve(loud);
        assertThat(out).hasSize(501);
        for (short sample : out) {
            assertThat(sample).isGreaterThan((short) 0);
        }
        assertThat(new Resampler().halve(new short[0])).isEmpty();
    }
}
