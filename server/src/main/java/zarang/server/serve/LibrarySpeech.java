package zarang.server.serve;

import zarang.ivr.spoken.SpeechPrompts;
import zarang.media.prompt.Prompt;
import zarang.media.prompt.SpokenTexts;
import zarang.media.sound.PipedWav;
import zarang.media.sound.PreparedPrompt;
import zarang.media.sound.PromptMaker;
import zarang.media.sound.SoundFault;
import zarang.media.sound.SoundReader;
import zarang.media.wav.Wav;
import zarang.media.wav.WavReader;

/** Spoken texts go into the library of the prompts. Any thread. */
final class LibrarySpeech implements SpeechPrompts {
    private final SpokenTexts texts;

    LibrarySpeech(SpokenTexts texts) {
        this.texts = texts;
    }

    @Override
    public Fit fit(byte[] sound) {
        return switch (PromptMaker.make(SoundReader.read(PipedWav.mended(sound)), "")) {
            case PromptMaker.Made.Bad(SoundFault fault) -> new Fit.Unfit(fault.toString());
            case PromptMaker.Made.Good(PreparedPrompt prompt) -> new Fit.Ready(prompt.wav());
        };
    }

    @Override
    public boolean has(String name) {
        return texts.has(prompt(name));
    }

    @Override
    public boolean keep(String name, byte[] wav) {
        if (WavReader.read(wav) instanceof Wav whole && whole.frames() > 0) {
            texts.put(prompt(name), new Prompt(whole.samples(0)));
            return true;
        }
        return false;
    }

    @Override
    public String prompt(String name) {
        return SpokenTexts.PREFIX + name;
    }
}
