package zarang.media.sound;

import java.util.Set;
import zarang.media.sound.SoundFault.Kind;

/**
 * Makes a prompt of a sound: one channel at 8 kHz, without silence around the voice, the voice at
 * {@value PromptRules#LEVEL_DB} dB below full scale. Immutable, any thread.
 */
public final class PromptMaker {
    /** The folders of words that numbers, dates and the like are put together from. */
    private static final Set<String> FRAGMENTS =
            Set.of("num", "digit", "date", "duration", "money", "queue", "time");

    /** What came of it. */
    public sealed interface Made {
        record Good(PreparedPrompt prompt) implements Made {}

        record Bad(SoundFault fault) implements Made {}
    }

    private PromptMaker() {}

    /**
     * Makes it.
     *
     * @param name of the prompt: words of numbers keep less silence around them
     */
    public static Made make(SoundResult read, String name) {
        return switch (read) {
            case SoundFault fault -> new Made.Bad(fault);
            case Sound sound -> make(sound, name);
        };
    }

    /**
     * Whether it is a word of a number, a date or a place in a queue: such words are each
     * language's own.
     */
    public static boolean isFragment(String name) {
        int slash = name.indexOf('/');
        return slash > 0 && FRAGMENTS.contains(name.substring(0, slash));
    }

    private static Made make(Sound sound, String name) {
        Sound narrow = withoutOffset(RateChange.to8k(sound));
        double before = SpeechLevel.of(narrow);
        if (narrow.samples().length == 0 || before <= SpeechLevel.SILENCE_DB) {
            return new Made.Bad(
                    new SoundFault(
                            Kind.SILENT,
                            "silence alone",
                            "a voice above " + SpeechLevel.SILENCE_DB + " dB"));
        }
        int margin = isFragment(name) ? PromptRules.FRAGMENT_MARGIN_MS : PromptRules.MARGIN_MS;
        Sound voice = Trim.voice(narrow, before, margin);
        double wanted = Math.pow(10, (PromptRules.LEVEL_DB - before) / 20);
        double most = Math.pow(10, PromptRules.PEAK_DB / 20) / voice.peak();
        Sound level = voice.times(Math.min(wanted, most));
        return new Made.Good(
                new PreparedPrompt(
                        level,
                        before,
                        SpeechLevel.of(level),
                        Math.max(0, narrow.millis() - voice.millis())));
    }

    /** Some sound cards add a constant, which would be a click at both ends. */
    private static Sound withoutOffset(Sound sound) {
        double sum = 0;
        for (float sample : sound.samples()) {
            sum += sample;
        }
        float offset = (float) (sum / Math.max(1, sound.samples().length));
        float[] even = new float[sound.samples().length];
        for (int i = 0; i < even.length; i++) {
            even[i] = sound.samples()[i] - offset;
        }
        return new Sound(even, sound.rateHz());
    }
}
