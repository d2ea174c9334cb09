package zarang.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zarang.media.sound.SoundFault.Kind;

/** Each bad file has its named answer. */
class SoundReaderTest {
    private static final SoundReader WITHOUT_SOX = new SoundReader("/no/such/sox");

    @TempDir private Path folder;

    private static Sound second() {
        return Sounds.tone(8000, 400, 0.3, 1000);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("in.wav"), bytes);
    }

    private static void refused(SoundResult result, Kind kind) {
        assertThat(result).isInstanceOf(SoundFault.class);
        assertThat(((SoundFault) result).kind()).as(result.toString()).isEqualTo(kind);
    }

    static List<AudioFileFormat.Type> types() {
        return List.of(
                AudioFileFormat.Type.WAVE, AudioFileFormat.Type.AIFF, AudioFileFormat.Type.AU);
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatTheJdkReadsIsRead(AudioFileFormat.Type type) throws IOException {
        SoundResult read = WITHOUT_SOX.read(write(Sounds.file(type, second(), 2)));
        assertThat(read).isInstanceOf(Sound.class);
        assertThat(Sounds.level((Sound) read, 400)).isCloseTo(-13.5, within(0.1));
    }

    @Test
    void missingFile() {
        refused(WITHOUT_SOX.read(folder.resolve("nowhere.wav")), Kind.MISSING);
    }

    @Test
    void folderInsteadOfAFile() {
        refused(WITHOUT_SOX.read(folder), Kind.UNREADABLE);
    }

    @Test
    void emptyFile() throws IOException {
        refused(WITHOUT_SOX.read(write(new byte[0])), Kind.EMPTY);
    }

    @Test
    void textInsteadOfASound() throws IOException {
        byte[] text = "not a sound at all, whatever its name".getBytes(StandardCharsets.UTF_8);
        refused(WITHOUT_SOX.read(write(text)), Kind.FORMAT);
    }

    @Test
    void fileLargerThanTheLimit() throws IOException {
        Path file = folder.resolve("large.wav");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(PromptRules.FILE_MAX_BYTES + 1L);
        }
        refused(WITHOUT_SOX.read(file), Kind.TOO_LARGE);
    }

    @Test
    void recordingThatIsTooLong() throws IOException {
        // 8-bit, so that it is no larger than a file may be
        float[] hour = new float[8000 * (PromptRules.SECONDS_MAX + 1)];
        refused(WITHOUT_SOX.read(write(Sounds.wav(new Sound(hour, 8000)))), Kind.TOO_LONG);
    }

    @Test
    void headerWithoutASample() throws IOException {
        byte[] header = Arrays.copyOf(Sounds.wav(second()), 44);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 36).putInt(40, 0);
        refused(WITHOUT_SOX.read(write(header)), Kind.NO_AUDIO);
    }

    @Test
    void fileThatWasCutOff() throws IOException {
        byte[] whole = Sounds.wav(second());
        refused(WITHOUT_SOX.read(write(Arrays.copyOf(whole, 5000))), Kind.TRUNCATED);
        refused(WITHOUT_SOX.read(write(Arrays.copyOf(whole, 30))), Kind.TRUNCATED);
        refused(WITHOUT_SOX.read(write(Arrays.copyOf(whole, 12))), Kind.TRUNCATED);
    }

    @Test
    void fileThatClaimsToBeHuge() throws IOException {
        byte[] liar = Sounds.wav(second());
        ByteBuffer.wrap(liar).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);
        refused(WITHOUT_SOX.read(write(liar)), Kind.TRUNCATED);
    }

    @Test
    void fileThatWasWrittenIntoAPipeIsAsLongAsItTurnedOutToBe() throws IOException {
        byte[] piped = Sounds.wav(second());
        for (int unknown : List.of(0x7FFF_F000, -1, 0)) {
            ByteBuffer.wrap(piped).order(ByteOrder.LITTLE_ENDIAN).putInt(40, unknown);
            SoundResult read = SoundReader.read(PipedWav.mended(piped));
            assertThat(read).isInstanceOf(Sound.class);
            assertThat(((Sound) read).millis()).isEqualTo(1000);
        }
    }

    @Test
    void mutilatedFilesNeverThrow() throws IOException {
        long seed = 1405;
        Random random = new Random(seed);
        for (AudioFileFormat.Type type : types()) {
            byte[] whole = Sounds.file(type, Sounds.tone(8000, 400, 0.3, 100), 1);
            for (int round = 0; round < 300; round++) {
                byte[] bad = whole.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bad[random.nextInt(60)] = (byte) random.nextInt(256);
                }
                SoundResult read = SoundReader.read(bad);
                assertThat(PromptMaker.make(read, "x")).as("seed %d", seed).isNotNull();
            }
        }
    }
}
