package zarang.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.media.wav.Wav;
import zarang.media.wav.WavReader;

class PromptMakerTest {
    private static PreparedPrompt made(SoundResult sound, String name) {
        PromptMaker.Made made = PromptMaker.make(sound, name);
        assertThat(made).isInstanceOf(PromptMaker.Made.Good.class);
        return ((PromptMaker.Made.Good) made).prompt();
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void voiceOfAnyRateComesThroughAndWhatLiesAboveTheTelephoneBandDoesNotFoldBack(int rate) {
        assertThat(Sounds.level(RateChange.to8k(Sounds.tone(rate, 1000, 0.5, 1000)), 1000))
                .isCloseTo(-9.03, within(0.1));
        if (rate > 16_000) {
            Sound high = RateChange.to8k(Sounds.tone(rate, 5000, 0.5, 1000));
            assertThat(Sounds.level(high, 3000)).isLessThan(-65);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, -9", "0.05, -29", "0.01, -43"})
    void voiceIsAsLoudAsAllOthersHoweverLoudItCame(double strength, double before) {
        PreparedPrompt prompt = made(Sounds.tone(8000, 400, strength, 1500), "greet");
        assertThat(prompt.before()).isCloseTo(before, within(0.5));
        assertThat(prompt.after()).isCloseTo(PromptRules.LEVEL_DB, within(0.3));
    }

    @Test
    void pausesDoNotMakeAVoiceLouder() {
        Sound word = Sounds.tone(8000, 400, 0.1, 500);
        Sound slow = Sounds.padded(word, 0, 3000);
        assertThat(SpeechLevel.of(slow)).isCloseTo(SpeechLevel.of(word), within(0.2));
    }

    @Test
    void peaksAreNotCutForTheSakeOfTheLevel() {
        Sound quiet = Sounds.tone(8000, 400, 0.02, 1000);
        quiet.samples()[4000] = 0.9f;
        PreparedPrompt prompt = made(quiet, "greet");
        assertThat(prompt.sound().peak()).isCloseTo(0.89, within(0.01));
        assertThat(prompt.after()).isLessThan(PromptRules.LEVEL_DB);
    }

    @ParameterizedTest
    @CsvSource({"greet, 700", "num/7, 520"})
    void silenceAroundTheVoiceIsCutToAMargin(String name, long millis) {
        PreparedPrompt prompt =
                made(Sounds.padded(Sounds.tone(8000, 400, 0.3, 500), 900, 1300), name);
        assertThat(prompt.sound().millis()).isCloseTo(millis, within(12L));
        assertThat(prompt.cutMs()).isGreaterThan(1900);
    }

    @Test
    void voiceThatBeginsAtOnceGetsItsMargin() {
        assertThat(made(Sounds.tone(8000, 400, 0.3, 500), "greet").sound().millis())
                .isCloseTo(700, within(12L));
    }

    @Test
    void silenceIsNoPrompt() {
        PromptMaker.Made made = PromptMaker.make(Sounds.tone(8000, 400, 0.0001, 500), "greet");
        assertThat(made).isInstanceOf(PromptMaker.Made.Bad.class);
        assertThat(((PromptMaker.Made.Bad) made).fault().kind()).isEqualTo(SoundFault.Kind.SILENT);
    }

    @Test
    void studioRecordingBecomesWhatTheServerPlays() throws IOException {
        byte[] studio =
                Sounds.file(
                        AudioFileFormat.Type.WAVE,
                        Sounds.padded(Sounds.tone(48_000, 400, 0.05, 1000), 400, 400),
                        2);
        PreparedPrompt prompt = made(SoundReader.read(studio), "greet");
        assertThat(WavReader.read(prompt.wav())).isInstanceOf(Wav.class);
        Wav wav = (Wav) WavReader.read(prompt.wav());
        assertThat(wav.header().sampleRateHz()).isEqualTo(8000);
        assertThat(wav.header().channels()).isEqualTo(1);
        assertThat(wav.frames()).isCloseTo(9600, within(100));
    }

    /** The target is theirs: who adds a recording hears no step between it and those that ship. */
    @ParameterizedTest
    @ValueSource(strings = {"greet", "greet-gold", "main-menu", "connecting", "goodbye", "apology"})
    void promptsThatShipAreAsLoud(String name) throws IOException {
        Path file = Path.of("../../ivr-scripts/prompts/fa", name + ".wav");
        SoundResult sound = SoundReader.read(Files.readAllBytes(file));
        assertThat(SpeechLevel.of((Sound) sound)).isCloseTo(PromptRules.LEVEL_DB, within(3.5));
    }
}
