package zarang.media.sound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import zarang.config.program.Program;
import zarang.config.program.ProgramResult;
import zarang.media.sound.SoundFault.Kind;
import zarang.media.wav.WavFault;
import zarang.media.wav.WavReader;

/**
 * Reads what people record with: WAV, AIFF and AU of any rate by the JDK; what it does not know
 * (MP3, Ogg, FLAC …) by sox, where it is installed. Channels are mixed into one. Blocks.
 */
public final class SoundReader {
    private static final Duration SOX_LIMIT = Duration.ofSeconds(30);
    private static final int CHANNELS_MAX = 16;
    private static final int RATE_MIN = 4000;
    private static final int RATE_MAX = 384_000;
    private static final int RIFF = 0x52494646;

    private final String sox;

    public SoundReader() {
        this("sox");
    }

    /**
     * @param sox the program
     */
    SoundReader(String sox) {
        this.sox = sox;
    }

    /** Reads a file. */
    public SoundResult read(Path file) {
        if (!Files.exists(file)) {
            return new SoundFault(Kind.MISSING, "no file " + file, "a sound file");
        }
        if (!Files.isRegularFile(file)) {
            return new SoundFault(Kind.UNREADABLE, "no file, but something else", "a sound file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(PromptRules.FILE_MAX_BYTES + 1);
        } catch (IOException unreadable) {
            return new SoundFault(Kind.UNREADABLE, unreadable.toString(), "a readable file");
        }
        SoundResult result = read(bytes);
        return result instanceof SoundFault(Kind kind, String found, String expected)
                        && kind == Kind.FORMAT
                ? bySox(file, expected)
                : result;
    }

    /** Reads a whole file that is in memory; what only sox knows is a fault. */
    public static SoundResult read(byte[] file) {
        if (file.length == 0) {
            return new SoundFault(Kind.EMPTY, "no bytes", "a sound file");
        }
        if (file.length > PromptRules.FILE_MAX_BYTES) {
            return new SoundFault(
                    Kind.TOO_LARGE,
                    "more than " + PromptRules.FILE_MAX_BYTES + " bytes",
                    "at most that many");
        }
        if (isRiff(file)) {
            Optional<WavFault> cut = WavReader.cut(file);
            if (cut.isPresent()) {
                return new SoundFault(
                        Kind.TRUNCATED,
                        cut.get().found() + " at byte " + cut.get().offset(),
                        cut.get().expected());
            }
        }
        try (AudioInputStream audio =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
            return decode(audio);
        } catch (UnsupportedAudioFileException | IOException unknown) {
            return unknown();
        } catch (RuntimeException hostile) { // the JDK's readers trust what a header says
            return unknown();
        }
    }

    private static boolean isRiff(byte[] file) {
        return file.length >= 4 && ByteBuffer.wrap(file).getInt() == RIFF;
    }

    private static SoundFault unknown() {
        return new SoundFault(
                Kind.FORMAT, "no sound that is understood", "WAV, AIFF or AU, or what sox reads");
    }

    private static SoundResult decode(AudioInputStream audio) throws IOException {
        AudioFormat from = audio.getFormat();
        int channels = from.getChannels();
        int rate = Math.round(from.getSampleRate());
        if (channels < 1 || channels > CHANNELS_MAX || rate < RATE_MIN || rate > RATE_MAX) {
            return new SoundFault(
                    Kind.FORMAT,
                    channels + " channels at " + rate + " Hz",
                    "1 to 16 channels at 4000 to 384000 Hz");
        }
        AudioFormat linear = new AudioFormat(rate, 16, channels, true, false);
        int framesMax = rate * PromptRules.SECONDS_MAX;
        long bytesMax = 2L * channels * framesMax;
        try (AudioInputStream read = AudioSystem.getAudioInputStream(linear, audio)) {
            byte[] bytes = frames(read, 2 * channels, bytesMax);
            if (bytes.length > bytesMax) {
                return new SoundFault(
                        Kind.TOO_LONG,
                        "more than " + PromptRules.SECONDS_MAX + " s",
                        "at most that much");
            }
            return mixed(bytes, channels, rate);
        }
    }

    /**
     * Reads whole frames, a little more than {@code most} bytes at the most. Not by readNBytes,
     * which goes round for ever where the stream gives 0 for less than a frame.
     */
    private static byte[] frames(InputStream in, int frameBytes, long most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[frameBytes * 4096];
        for (int count = in.read(some); count > 0 && all.size() <= most; count = in.read(some)) {
            all.write(some, 0, count);
        }
        return all.toByteArray();
    }

    private static SoundResult mixed(byte[] linear, int channels, int rate) {
        ByteBuffer in = ByteBuffer.wrap(linear).order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[linear.length / 2 / channels];
        if (samples.length == 0) {
            return new SoundFault(Kind.NO_AUDIO, "no sample", "at least one");
        }
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += in.getShort();
            }
            samples[i] = sum / channels / 32_768f;
        }
        return new Sound(samples, rate);
    }

    private SoundResult bySox(Path file, String expected) {
        Program program =
                new Program(
                        List.of(
                                sox,
                                "-V1",
                                // an absolute path is never taken for an option or a pipe
                                file.toAbsolutePath().toString(),
                                "-t",
                                "wav",
                                "-e",
                                "signed-integer",
                                "-b",
                                "16",
                                "-r",
                                "16000",
                                "-c",
                                "1",
                                "-",
                                "trim",
                                "0",
                                Integer.toString(PromptRules.SECONDS_MAX + 1)),
                        SOX_LIMIT,
                        PromptRules.FILE_MAX_BYTES);
        return switch (program.run(new byte[0])) {
            case ProgramResult.Done(byte[] wav) -> read(PipedWav.mended(wav));
            case ProgramResult.Failed(String why) -> new SoundFault(Kind.FORMAT, why, expected);
        };
    }
}
