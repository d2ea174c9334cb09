package zarang.media.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallTonesTest {
    private final CallTones tones = new CallTones(CallTones.COUNTRY);

    @TempDir Path folder;

    private short[] samples(String name) {
        Prompt prompt = tones.find(name).orElseThrow();
        short[] samples = new short[prompt.length()];
        prompt.read(0, samples.length, samples, 0);
        return samples;
    }

    /** Amplitude of that frequency in the ms from {@code fromMs} on. */
    private static double amplitude(short[] samples, int hz, int fromMs, int ms) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < ms * 8; i++) {
            double turn = 2 * Math.PI * hz * i / 8000;
            real += samples[fromMs * 8 + i] * Math.cos(turn);
            imaginary += samples[fromMs * 8 + i] * Math.sin(turn);
        }
        return 2 * Math.hypot(real, imaginary) / (ms * 8);
    }

    @Test
    void ringbackOfIranIsOneSecondOf425HertzAndFourOfSilence() {
        short[] samples = samples("tone:ringback");
        assertThat(samples).hasSize(5 * 8000);
        assertThat(amplitude(samples, 425, 0, 1000)).isBetween(3400.0, 3800.0);
        assertThat(amplitude(samples, 425, 1000, 4000)).isLessThan(10);
        assertThat(samples("tone:ir/ringback")).isEqualTo(samples);
    }

    @Test
    void usualCountryIsWhoseTonesAreMeantWhereNoneIsSaid() {
        CallTones turkish = new CallTones("tr");
        assertThat(turkish.find("tone:ringback").orElseThrow().length()).isEqualTo(6 * 8000);
        assertThat(turkish.find("tone:ir/ringback").orElseThrow().length()).isEqualTo(5 * 8000);
        PromptLibrary library = PromptLibrary.load(folder, List.of(), "tr");
        assertThat(library.asNow().find("tone:ringback", "fa").orElseThrow().length())
                .isEqualTo(6 * 8000);
        assertThat(PromptLibrary.toneCountries())
                .containsExactly("ae", "de", "fr", "ir", "tr", "uk", "us");
    }

    @Test
    void britishRingsTwiceAndAmericanBusyHasTwoFrequencies() {
        short[] uk = samples("tone:uk/ringback");
        assertThat(uk).hasSize(3 * 8000);
        assertThat(amplitude(uk, 400, 0, 400)).isGreaterThan(2000);
        assertThat(amplitude(uk, 400, 400, 200)).isLessThan(10);
        assertThat(amplitude(uk, 450, 600, 400)).isGreaterThan(2000);
        assertThat(amplitude(uk, 400, 1000, 2000)).isLessThan(10);
        short[] us = samples("tone:us/busy");
        assertThat(amplitude(us, 480, 0, 500)).isGreaterThan(2000);
        assertThat(amplitude(us, 620, 0, 500)).isGreaterThan(2000);
    }

    @Test
    void everyCountryHasAllThree() {
        for (String country : List.of("ir", "us", "uk", "de", "fr", "tr", "ae")) {
            for (String tone : List.of("ringback", "busy", "congestion")) {
                assertThat(samples("tone:" + country + "/" + tone)).hasSizeGreaterThan(3000);
            }
        }
        assertThat(tones.find("tone:xx/busy")).isEmpty();
        assertThat(tones.find("tone:")).isEmpty();
        assertThat(tones.find("tone:../busy")).isEmpty();
    }

    @Test
    void libraryPlaysThemInEveryLanguage() {
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        assertThat(library.choose(List.of("tone:busy", "tone:none"), "fa").prompts()).hasSize(1);
        assertThat(library.asNow().find("tone:de/busy", "en")).isPresent();
        assertThat(library.has("tone:ringback", "fa")).isTrue();
        assertThat(library.has("tone:bell", "fa")).isFalse();
    }
}
