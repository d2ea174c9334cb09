package zarang.media.dtmf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import zarang.media.codec.G711;

/** Keys that must be heard, and what sounds a little like one. */
class ToneDigitsTest {
    private static final String KEYS = "123A456B789C*0#D";
    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};

    /** By way of A-law, as it comes; the hum and noise of a line beside it. */
    private static String heard(short[] samples) {
        ToneDigits digits = new ToneDigits();
        StringBuilder heard = new StringBuilder();
        short[] packet = new short[160];
        for (int at = 0; at + packet.length <= samples.length; at += packet.length) {
            for (int i = 0; i < packet.length; i++) {
                packet[i] = G711.alawToLinear(G711.linearToAlaw(samples[at + i]));
            }
            char key = digits.hear(packet, packet.length);
            if (key != 0) {
                heard.append(key);
            }
        }
        return heard.toString();
    }

    /** Each key for {@code onMs} and then {@code offMs} of nothing. */
    private static short[] keys(
            String keys, int onMs, int offMs, double row, double column, double off, int noise) {
        SplittableRandom random = new SplittableRandom(5);
        short[] samples = new short[(keys.length() + 1) * (onMs + offMs) * 8 + 77];
        for (int i = 0; i < samples.length; i++) {
            int number = Math.floorDiv(i - 77, (onMs + offMs) * 8);
            boolean on =
                    i >= 77 && number < keys.length() && (i - 77) % ((onMs + offMs) * 8) < onMs * 8;
            double sample = noise == 0 ? 0 : random.nextInt(-noise, noise);
            if (on) {
                int key = KEYS.indexOf(keys.charAt(number));
                sample += row * Math.sin(2 * Math.PI * ROWS[key / 4] * off * i / 8000);
                sample += column * Math.sin(2 * Math.PI * COLUMNS[key % 4] * off * i / 8000);
            }
            samples[i] = (short) sample;
        }
        return samples;
    }

    @Test
    void everyKeyIsHeardOnceHoweverLongLoudOrTwistedWithinTheLimits() {
        for (int onMs : new int[] {45, 70, 100, 1000}) {
            for (double loud : new double[] {300, 2000, 10_000}) {
                assertThat(heard(keys(KEYS, onMs, 60, loud, loud, 1, 0)))
                        .as("%s ms of %s", onMs, loud)
                        .isEqualTo(KEYS);
            }
        }
        assertThat(heard(keys(KEYS, 70, 60, 4000, 2000, 1, 0))).as("row 6 dB up").isEqualTo(KEYS);
        assertThat(heard(keys(KEYS, 70, 60, 2000, 2800, 1, 0)))
                .as("column 3 dB up")
                .isEqualTo(KEYS);
        assertThat(heard(keys(KEYS, 70, 60, 4000, 4000, 1.015, 0))).as("1.5 %").isEqualTo(KEYS);
        assertThat(heard(keys(KEYS, 70, 60, 4000, 4000, 0.985, 0))).as("1.5 %").isEqualTo(KEYS);
        assertThat(heard(keys(KEYS, 70, 60, 4000, 4000, 1, 500))).as("noise").isEqualTo(KEYS);
    }

    @Test
    void aKeyPressedTwiceCountsTwiceAndATooShortOneNot() {
        assertThat(heard(keys("5500", 60, 60, 4000, 4000, 1, 0))).isEqualTo("5500");
        assertThat(heard(keys("123", 20, 60, 4000, 4000, 1, 0))).isEmpty();
    }

    @Test
    void whatIsTooTwistedOffTheFrequencyOrAToneAloneIsNoKey() {
        assertThat(heard(keys(KEYS, 100, 60, 10_000, 2_500, 1, 0))).as("12 dB").isEmpty();
        assertThat(heard(keys(KEYS, 100, 60, 2_500, 6_000, 1, 0))).as("8 dB reverse").isEmpty();
        assertThat(heard(keys(KEYS, 100, 60, 4000, 4000, 1.06, 0))).as("6 %").isEmpty();
        assertThat(heard(keys(KEYS, 100, 60, 4000, 0, 1, 0))).isEmpty();
        assertThat(heard(keys(KEYS, 100, 60, 50, 50, 1, 0))).as("too quiet").isEmpty();
    }

    @Test
    void speechIsNoKey() throws IOException {
        byte[] speech = resource("/dtmf/speech.alaw");
        short[] samples = new short[speech.length];
        for (int i = 0; i < speech.length; i++) {
            samples[i] = G711.alawToLinear(speech[i]);
        }
        int falseKeys = 0;
        for (double gain : new double[] {0.3, 1, 2}) {
            short[] said = new short[samples.length];
            for (int i = 0; i < samples.length; i++) {
                said[i] = (short) Math.clamp(samples[i] * gain, -32_768.0, 32_767.0);
            }
            falseKeys += heard(said).length();
        }
        System.out.printf(
                "talk-off: %d false keys in 3 times %d s of speech%n",
                falseKeys, samples.length / 8000);
        assertThat(falseKeys).isZero();
    }

    @Test
    void musicIsNoKey() {
        SplittableRandom random = new SplittableRandom(11);
        short[] music = new short[8000 * 120];
        double[] phases = new double[4];
        double[] notes = new double[4];
        for (int i = 0; i < music.length; i++) {
            if (i % 1600 == 0) {
                for (int n = 0; n < notes.length; n++) {
                    notes[n] = 110 * Math.pow(2, random.nextInt(40) / 12.0);
                }
            }
            double sum = 0;
            for (int n = 0; n < notes.length; n++) {
                phases[n] += 2 * Math.PI * notes[n] / 8000;
                sum += Math.sin(phases[n]) + 0.4 * Math.sin(2 * phases[n]);
            }
            music[i] = (short) (3000 * sum);
        }
        assertThat(heard(music)).isEmpty();
    }

    @Test
    void noiseAndSilenceAreNoKeys() {
        short[] noise = new short[8000 * 60];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt(-20_000, 20_000);
        }
        assertThat(heard(noise)).isEmpty();
        Arrays.fill(noise, (short) 0);
        assertThat(heard(noise)).isEmpty();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                requireNonNull(ToneDigitsTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
