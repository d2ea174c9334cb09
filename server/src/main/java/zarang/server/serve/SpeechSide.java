package zarang.server.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptService;
import zarang.config.meter.Meters;
import zarang.ivr.keys.IvrSettings;
import zarang.ivr.model.Flow;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.service.SpeechService;
import zarang.ivr.spoken.RecordedTexts;
import zarang.ivr.spoken.SpeechCounts;
import zarang.ivr.spoken.SpeechFigures;
import zarang.ivr.spoken.SpeechResult;
import zarang.ivr.spoken.TextSpeaker;
import zarang.media.prompt.PromptLibrary;
import zarang.media.prompt.PromptWatch;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Severity;

/**
 * Who speaks the texts of scripts, and who looks after the prompts, if anybody does. Any thread.
 */
final class SpeechSide implements AutoCloseable {
    private static final String FOLDER = "speech";

    private final Path prompts;
    private final Optional<TextSpeaker> speaker;
    private final Optional<FolderFollower> follower;
    private final SpeechService service;

    private SpeechSide(
            Path prompts, Optional<TextSpeaker> speaker, Optional<FolderFollower> follower) {
        this.prompts = prompts;
        this.speaker = speaker;
        this.follower = follower;
        this.service = new SpeechService(speaker);
    }

    /**
     * As the settings have it; what is in front is being spoken from now on.
     *
     * @param library what is spoken goes into it, and what is changed in its folder if it is
     *     watched
     */
    static SpeechSide open(ThisNode node, PromptLibrary library, ScriptShelf shelf) {
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
        Optional<FolderFollower> follower =
                settings.watchPrompts()
                        ? Optional.of(
                                FolderFollower.start(
                                        "prompts",
                                        new PromptWatch(settings.prompts(), library)::look))
                        : Optional.empty();
        SpeechSide speech = new SpeechSide(settings.prompts(), speaker, follower);
        shelf.speakBy(speech::prepare);
        return speech;
    }

    /** Nothing is spoken where nobody speaks. */
    Meters figures() {
        return new SpeechFigures(
                () -> speaker.map(TextSpeaker::counts).orElseGet(() -> new SpeechCounts(0, 0, 0)));
    }

    /** Whom scripts can ask. */
    Map<String, ScriptService> services() {
        return Map.of(SpeechService.NAME, service);
    }

    /**
     * Has the fixed texts of flows spoken before a caller comes to them. Blocks until all are, or
     * failed: then each has a finding.
     *
     * @param flows by their files
     */
    List<Finding> prepare(Map<String, Flow> flows) {
        RecordedTexts recorded = RecordedTexts.read(prompts);
        service.recorded(recorded);
        List<Finding> findings = new ArrayList<>();
        speaker.ifPresent(speaks ->
                flows.forEach((file, flow) ->
                        flow.steps()
                                .values()
                                .forEach(step ->
                                        step.fixedText()
                                                .filter(text ->
                                                        recorded.find(flow.language(), text)
                                                                .isEmpty())
                                                .flatMap(text ->
                                                        fault(speaks, text, flow.language()))
                                                .ifPresent(why ->
                                                        findings.add(
                                                                finding(
                                                                        file,
                                                                        step.name(),
                                                                        why))))));
        return findings;
    }

    /** One after the other: a voice that is busy speaks nothing sooner. */
    private static Optional<String> fault(TextSpeaker speaks, String text, String language) {
        SpeechResult result =
                speaks.speak(text, language, TextSpeaker.Kind.FIXED).toCompletableFuture().join();
        return result instanceof SpeechResult.Unspoken(String why)
                ? Optional.of(why)
                : Optional.empty();
    }

    private static Finding finding(String file, String step, String why) {
        return new Finding(
                FilePlace.start(file),
                "steps." + step + ".say-text",
                "cannot be spoken: " + why,
                Severity.ERROR,
                FlowRule.UNPLAYABLE_PROMPT.id());
    }

    @Override
    public void close() {
        follower.ifPresent(FolderFollower::close);
        speaker.ifPresent(TextSpeaker::close);
    }
}
