package zarang.ivr.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.ivr.spoken.RecordedTexts;
import zarang.ivr.spoken.SpeechResult;
import zarang.ivr.spoken.TextSpeaker;

/**
 * Speaks a text: from recordings where all of it is recorded, or else by whoever speaks texts.
 * Answers {@link #SPOKEN} with {@link #PROMPTS}, or fails. Control loop.
 */
public final class SpeechService implements ScriptService {
    /** Its name. */
    public static final String NAME = "speech";

    /** The text. */
    public static final String TEXT = "text";

    /** Its language. */
    public static final String LANGUAGE = "language";

    /** There if the text is fixed in the script, and no caller's own. */
    public static final String FIXED = "fixed";

    /** It can be played. */
    public static final String SPOKEN = "spoken";

    /** The names of the prompts that speak it, parted by spaces. */
    public static final String PROMPTS = "prompts";

    private static final int LENGTH_MAX = 1000;

    private final Optional<TextSpeaker> speaker;
    private volatile RecordedTexts recorded = RecordedTexts.NONE;

    /**
     * @param speaker empty: nobody speaks texts
     */
    public SpeechService(Optional<TextSpeaker> speaker) {
        this.speaker = speaker;
    }

    /** Plays these from now on. Any thread. */
    public void recorded(RecordedTexts texts) {
        recorded = texts;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        String text = question.text(TEXT).orElse("").strip();
        String language = question.text(LANGUAGE).orElse("");
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return CompletableFuture.completedFuture(
                    new ServiceAnswer.Failed("a text of " + text.length() + " characters"));
        }
        Optional<List<String>> prompts = recorded.find(language, text);
        if (prompts.isPresent()) {
            return CompletableFuture.completedFuture(spoken(prompts.get()));
        }
        boolean fixed = question.arguments().containsKey(FIXED);
        return speaker.map(speaks ->
                        speaks.speak(
                                        text,
                                        language,
                                        fixed
                                                ? TextSpeaker.Kind.FIXED
                                                : TextSpeaker.Kind.CALLERS_OWN)
                                .thenApply(SpeechService::answer))
                .orElseGet(() ->
                        CompletableFuture.completedFuture(
                                new ServiceAnswer.Failed("nobody speaks texts")));
    }

    private static ServiceAnswer answer(SpeechResult result) {
        return switch (result) {
            case SpeechResult.Spoken(String prompt) -> spoken(List.of(prompt));
            case SpeechResult.Unspoken(String why) -> new ServiceAnswer.Failed(why);
        };
    }

    private static ServiceAnswer spoken(List<String> prompts) {
        return new ServiceAnswer.Given(
                SPOKEN,
                Map.of(PROMPTS, new ScriptValue.Text(String.join(" ", prompts))),
                Optional.empty());
    }
}
