package zarang.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bursts of loss in a voice-like sound: no click, and it falls off. */
class ConcealmentTest {
    private static final int FRAME = Concealment.FRAME;
    private static final int FRAMES = 1000;

    /** Vowels: harmonics of 90 to 180 Hz whose pitch and loudness change slowly. */
    private static short[] voice() {
        short[] voice = new short[FRAMES * FRAME];
        double phase = 0;
        for (int i = 0; i < voice.length; i++) {
            phase += 2 * Math.PI * (135 + 45 * Math.sin(i / 9000.0)) / 8000;
            double loud = 0.6 + 0.4 * Math.sin(i / 3000.0);
            double sum = 0;
            for (int n = 1; n <= 12; n++) {
                sum += Math.sin(n * phase) / n;
            }
            voice[i] = (short) (6000 * loud * sum);
        }
        return voice;
    }

    private static int steepest(short[] samples) {
        int most = 0;
        for (int i = 1; i < samples.length; i++) {
            most = Math.max(most, Math.abs(samples[i] - samples[i - 1]));
        }
        return most;
    }

    private static double power(short[] samples, int from, int to) {
        double power = 0;
        for (int i = from; i < to; i++) {
            power += (double) samples[i] * samples[i];
        }
        return power / (to - from);
    }

    /** Loses bursts of 1 to 3 packets of 20 ms until that share of all is gone. */
    private static short[] through(short[] said, int percent, boolean conceals) {
        Concealment concealment = new Concealment();
        SplittableRandom random = new SplittableRandom(percent);
        short[] heard = said.clone();
        int burst = 0;
        for (int packet = 5; packet < FRAMES / 2; packet++) {
            if (burst == 0 && random.nextInt(100) * 2 < percent) {
                burst = 1 + random.nextInt(3);
            }
            for (int half = 0; half < 2; half++) {
                int at = (2 * packet + half) * FRAME;
                if (burst == 0) {
                    concealment.came(heard, at);
                } else if (conceals) {
                    concealment.lost(heard, at);
                } else {
                    Arrays.fill(heard, at, at + FRAME, (short) 0);
                }
            }
            burst = Math.max(0, burst - 1);
        }
        return heard;
    }

    private static double snr(short[] said, short[] heard) {
        short[] error = new short[said.length];
        for (int i = 0; i < said.length; i++) {
            error[i] = (short) Math.clamp(heard[i] - said[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return 10 * Math.log10(power(said, 0, said.length) / power(error, 0, error.length));
    }

    @Test
    void burstsOfOneToTwentyPercentAreWithoutClicksAndCloserToWhatWasSaidThanSilence() {
        short[] said = voice();
        int steep = steepest(said);
        for (int percent : new int[] {1, 2, 5, 10, 20}) {
            short[] concealed = through(said, percent, true);
            short[] silent = through(said, percent, false);
            System.out.printf(
                    "loss %d %%: concealed %.1f dB, silence %.1f dB, steepest %d of %d%n",
                    percent, snr(said, concealed), snr(said, silent), steepest(concealed), steep);
            assertThat(steepest(concealed)).as("%s %%", percent).isLessThan(steep * 5 / 4);
            assertThat(snr(said, concealed)).isGreaterThan(snr(said, silent));
        }
    }

    @Test
    void steadyVoiceGoesOnForTenMillisecondsAndIsGoneAfterSixty() {
        Concealment concealment = new Concealment();
        short[] samples = new short[20 * FRAME];
        for (int i = 0; i < samples.length; i++) {
            double pitch = 2 * Math.PI * i / 64;
            samples[i] = (short) (8000 * (Math.sin(pitch) + 0.4 * Math.sin(3 * pitch)));
        }
        short[] said = samples.clone();
        for (int frame = 0; frame < 10; frame++) {
            concealment.came(samples, frame * FRAME);
        }
        double before = power(said, 0, 10 * FRAME);
        for (int frame = 10; frame < 20; frame++) {
            concealment.lost(samples, frame * FRAME);
        }
        for (int i = 10 * FRAME; i < 11 * FRAME; i++) {
            assertThat((int) samples[i]).isBetween(said[i] - 200, said[i] + 200);
        }
        double last = before;
        for (int frame = 11; frame < 16; frame++) {
            double now = power(samples, frame * FRAME, (frame + 1) * FRAME);
            assertThat(now).as("frame %s", frame).isLessThan(last * 1.1);
            last = now;
        }
        assertThat(power(samples, 16 * FRAME, 20 * FRAME)).isZero();
    }

    @Test
    void silenceIsConcealedBySilence() {
        Concealment concealment = new Concealment();
        short[] samples = new short[FRAME];
        for (int i = 0; i < 10; i++) {
            concealment.lost(samples, 0);
            assertThat(power(samples, 0, FRAME)).isZero();
            concealment.came(samples, 0);
        }
    }
}
