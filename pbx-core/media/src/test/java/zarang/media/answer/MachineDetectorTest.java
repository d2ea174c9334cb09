package zarang.media.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import zarang.call.engine.Answerer;

/**
 * 400 answers made of words, gaps and the noise of a line, each by its seed: 200 of persons, of
 * whom one in ten says more than a greeting, and 200 of machines, of whom one in ten is short.
 */
class MachineDetectorTest {
    private static final int RATE = 8000;
    private static final int SECONDS = 10;

    private final short[] heard = new short[RATE * SECONDS];
    private int at;

    private void line(SplittableRandom random) {
        int noise = 2 + random.nextInt(30);
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (short) random.nextInt(-noise, noise + 1);
        }
        at = 0;
    }

    /** Syllables of 120 to 250 ms at a pitch of 90 to 250 Hz. */
    private void say(SplittableRandom random, int ms, double loud) {
        int end = Math.min(heard.length, at + ms * 8);
        double pitch = random.nextDouble(90, 250);
        int syllable = random.nextInt(960, 2000);
        for (int begin = at; at < end; at++) {
            double swell = 0.55 + 0.45 * Math.sin(2 * Math.PI * (at - begin) / syllable);
            double turn = 2 * Math.PI * pitch * at / RATE;
            double sum = Math.sin(turn) + 0.5 * Math.sin(2 * turn) + 0.3 * Math.sin(5 * turn);
            heard[at] += (short) (loud * swell * sum);
        }
    }

    private void words(SplittableRandom random, int words, int gapMaxMs) {
        at += random.nextInt(200, 1500) * 8;
        double loud = random.nextDouble(1200, 9000);
        for (int i = 0; i < words; i++) {
            say(random, random.nextInt(180, 520), loud);
            at += random.nextInt(40, gapMaxMs) * 8;
        }
    }

    private Optional<Answerer> answer(long seed, boolean machine) {
        SplittableRandom random = new SplittableRandom(seed);
        line(random);
        boolean odd = seed % 10 == 0;
        if (machine) {
            words(random, odd ? 4 : random.nextInt(8, 20), 300);
        } else {
            words(random, odd ? 7 : random.nextInt(1, 4), 180);
        }
        MachineDetector detector = new MachineDetector();
        Optional<Answerer> known = Optional.empty();
        short[] packet = new short[160];
        for (int i = 0; i < heard.length; i += packet.length) {
            System.arraycopy(heard, i, packet, 0, packet.length);
            known = detector.hear(packet, packet.length);
        }
        return known;
    }

    @Test
    void mostOfFourHundredAnswersAreToldRight() {
        int persons = 0;
        int machines = 0;
        for (int i = 0; i < 200; i++) {
            persons += answer(i, false).equals(Optional.of(Answerer.PERSON)) ? 1 : 0;
            machines += answer(1000 + i, true).equals(Optional.of(Answerer.MACHINE)) ? 1 : 0;
        }
        System.out.printf(
                "accuracy: %d of 200 persons, %d of 200 machines, %.1f %% in all%n",
                persons, machines, (persons + machines) / 4.0);
        assertThat(persons).isGreaterThanOrEqualTo(176);
        assertThat(machines).isGreaterThanOrEqualTo(176);
    }

    @Test
    void silenceIsNeitherAndIsSaidAfterThreeSeconds() {
        line(new SplittableRandom(1));
        MachineDetector detector = new MachineDetector();
        Optional<Answerer> known = Optional.empty();
        int frames = 0;
        short[] packet = new short[160];
        while (known.isEmpty()) {
            System.arraycopy(heard, 160 * frames, packet, 0, 160);
            known = detector.hear(packet, 160);
            frames++;
        }
        assertThat(known).contains(Answerer.UNSURE);
        assertThat(frames).isEqualTo(150);
    }

    @Test
    void clickIsNoGreetingAndAPersonIsKnownSoonAfterItsWord() {
        line(new SplittableRandom(2));
        at = 500 * 8;
        say(new SplittableRandom(2), 40, 9000);
        at = 1200 * 8;
        say(new SplittableRandom(3), 500, 5000);
        MachineDetector detector = new MachineDetector();
        short[] packet = new short[160];
        int frame = 0;
        while (true) {
            System.arraycopy(heard, 160 * frame, packet, 0, 160);
            Optional<Answerer> known = detector.hear(packet, 160);
            frame++;
            if (known.isPresent()) {
                assertThat(known).contains(Answerer.PERSON);
                assertThat(frame * 20).isBetween(2300, 2500);
                return;
            }
        }
    }
}
