package zarang.media.sound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sounds that tests hand in. */
final class Sounds {
    private Sounds() {}

    /** A tone of that strength (0 to 1). */
    static Sound tone(int rateHz, double hz, double strength, int millis) {
        float[] samples = new float[(int) ((long) rateHz * millis / 1000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (strength * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return new Sound(samples, rateHz);
    }

    /** Silence before and after. */
    static Sound padded(Sound sound, int beforeMs, int afterMs) {
        int before = sound.rateHz() * beforeMs / 1000;
        int after = sound.rateHz() * afterMs / 1000;
        float[] samples = new float[before + sound.samples().length + after];
        System.arraycopy(sound.samples(), 0, samples, before, sound.samples().length);
        return new Sound(samples, sound.rateHz());
    }

    /** As a file of 16-bit PCM, both channels alike. */
    static byte[] file(AudioFileFormat.Type type, Sound sound, int channels) throws IOException {
        short[] linear = sound.linear();
        boolean big = !type.equals(AudioFileFormat.Type.WAVE);
        ByteBuffer data =
                ByteBuffer.allocate(2 * channels * linear.length)
                        .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (short sample : linear) {
            for (int channel = 0; channel < channels; channel++) {
                data.putShort(sample);
            }
        }
        AudioFormat format = new AudioFormat(sound.rateHz(), 16, channels, true, big);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(data.array()), format, linear.length),
                type,
                out);
        return out.toByteArray();
    }

    static byte[] wav(Sound sound) throws IOException {
        return file(AudioFileFormat.Type.WAVE, sound, 1);
    }

    /** The power of what is there of one frequency, dB below full scale. */
    static double level(Sound sound, double hz) {
        double re = 0;
        double im = 0;
        float[] samples = sound.samples();
        for (int i = 0; i < samples.length; i++) {
            double turn = 2 * Math.PI * hz * i / sound.rateHz();
            re += samples[i] * Math.cos(turn);
            im += samples[i] * Math.sin(turn);
        }
        double strength = 2 * Math.hypot(re, im) / samples.length;
        return SpeechLevel.decibels(strength * strength / 2);
    }
}
