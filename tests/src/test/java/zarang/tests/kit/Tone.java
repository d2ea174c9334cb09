package zarang.tests.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound that is written and heard by its frequency. Mono or stereo, 16 bit. */
public final class Tone {
    /** The busy tone of the usual country. */
    public static final int BUSY_HZ = 425;

    private static final int RATE = 8000;

    private final float rate;
    private final short[][] channels;

    private Tone(float rate, short[][] channels) {
        this.rate = rate;
        this.channels = channels;
    }

    /** Writes a sine of {@code hertz}, 8 kHz mono, at half of full scale. */
    public static Path sine(Path file, double hertz, double seconds) {
        return sine(file, hertz, seconds, 0);
    }

    /** The same, with so many seconds of silence after it. */
    public static Path sine(Path file, double hertz, double seconds, double silence) {
        int sounding = (int) (seconds * RATE);
        int samples = sounding + (int) (silence * RATE);
        byte[] bytes = new byte[samples * 2];
        for (int i = 0; i < sounding; i++) {
            int value = (int) Math.round(16_000 * Math.sin(2 * Math.PI * hertz * i / RATE));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(bytes), format, samples),
                    AudioFileFormat.Type.WAVE,
                    file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    /** Reads a WAV file, as a stranger would: the header must be right. */
    public static Tone read(Path file) {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            byte[] bytes = in.readAllBytes();
            int count = bytes.length / format.getFrameSize();
            short[][] channels = new short[format.getChannels()][count];
            for (int i = 0; i < count; i++) {
                for (int channel = 0; channel < channels.length; channel++) {
                    int at = (i * channels.length + channel) * 2;
                    channels[channel][i] = (short) ((bytes[at] & 0xFF) | bytes[at + 1] << 8);
                }
            }
            return new Tone(format.getSampleRate(), channels);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (UnsupportedAudioFileException notAudio) {
            throw new IllegalArgumentException(file + " is no playable WAV file", notAudio);
        }
    }

    public int channels() {
        return channels.length;
    }

    public double seconds() {
        return channels[0].length / rate;
    }

    /**
     * Seconds of the channel in which {@code hertz} is the sound: more than half of a 100 ms
     * window's power.
     */
    public double secondsOf(int channel, double hertz) {
        int window = (int) (rate / 10);
        int hits = 0;
        for (int from = 0; from + window <= channels[channel].length; from += window) {
            if (share(channels[channel], from, window, hertz) > 0.5) {
                hits++;
            }
        }
        return hits / 10.0;
    }

    /**
     * Seconds of the channel in which all of these are heard: each is a fifth of the power or more.
     */
    public double secondsOfAll(int channel, double... hertz) {
        int window = (int) (rate / 10);
        int hits = 0;
        for (int from = 0; from + window <= channels[channel].length; from += window) {
            int start = from;
            if (Arrays.stream(hertz)
                    .allMatch(each -> share(channels[channel], start, window, each) > 0.2)) {
                hits++;
            }
        }
        return hits / 10.0;
    }

    /** When {@code hertz} is first the sound, in s; negative if never. */
    public double firstHeard(int channel, double hertz) {
        int window = (int) (rate / 10);
        for (int from = 0; from + window <= channels[channel].length; from += window / 4) {
            if (share(channels[channel], from, window, hertz) > 0.5) {
                return from / rate;
            }
        }
        return -1;
    }

    /** The part of a window's power that lies at one frequency, 0 to 1 (Goertzel). */
    private double share(short[] samples, int from, int count, double hertz) {
        return share(Arrays.copyOfRange(samples, from, from + count), hertz, rate);
    }

    /** The part of the power of all samples, 8 kHz, that lies at one frequency, 0 to 1. */
    public static double share(short[] samples, double hertz) {
        return share(samples, hertz, RATE);
    }

    private static double share(short[] samples, double hertz, float rate) {
        int count = samples.length;
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
        double before = 0;
        double last = 0;
        double power = 0;
        for (int i = 0; i < count; i++) {
            double now = samples[i] + coefficient * last - before;
            before = last;
            last = now;
            power += (double) samples[i] * samples[i];
        }
        if (power < 100.0 * 100 * count) {
            return 0;
        }
        double tone = last * last + before * before - coefficient * last * before;
        return 2 * tone / (count * power);
    }
}
