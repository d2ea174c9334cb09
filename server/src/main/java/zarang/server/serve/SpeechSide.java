package zarang.server.serve;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptService;
import zarang.ivr.keys.IvrSettings;
import zarang.ivr.service.SpeechService;
import zarang.ivr.spoken.RecordedTexts;
import zarang.ivr.spoken.TextSpeaker;
import zarang.media.prompt.PromptLibrary;
import zarang.media.prompt.PromptWatch;

/**
 * Who speaks the texts of scripts, and who looks after the prompts, if anybody does. Any thread.
 */
final class SpeechSide implements AutoCloseable {
    private static final String FOLDER = "speech";

    private final Optional<TextSpeaker> speaker;
    private final Optional<PromptFollower> follower;
    private final SpeechService service;

    private SpeechSide(
            Path prompts, Optional<TextSpeaker> speaker, Optional<PromptFollower> follower) {
        this.speaker = speaker;
        this.follower = follower;
        this.service = new SpeechService(speaker);
        service.recorded(RecordedTexts.read(prompts));
    }

    /**
     * As the settings have it. Blocks on files.
     *
     * @param library what is spoken goes into it, and what is changed in its folder if it is
     *     watched
     */
    static SpeechSide open(ThisNode node, PromptLibrary library) {
        IvrSettings settings = node.settings().ivr();
        Optional<TextSpeaker> speaker =
                settings.speech().isOn()
                        ? Optional.of(
                                TextSpeaker.of(
                                        settings.speech(),
                                        new LibrarySpeech(library.texts()),
                                        node.data().root().resolve(FOLDER),
                                        node.loop()))
                        : Optional.empty();
        Optional<PromptFollower> follower =
                settings.watchPrompts()
                        ? Optional.of(
                                PromptFollower.start(new PromptWatch(settings.prompts(), library)))
                        : Optional.empty();
        return new SpeechSide(settings.prompts(), speaker, follower);
    }

    /** Whom scripts can ask. */
    Map<String, ScriptService> services() {
        return Map.of(SpeechService.NAME, service);
    }

    @Override
    public void close() {
        follower.ifPresent(PromptFollower::close);
        speaker.ifPresent(TextSpeaker::close);
    }
}
