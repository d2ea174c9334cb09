package zarang.server.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.ivr.keys.SpeechSettings;
import zarang.ivr.service.SpeechService;
import zarang.ivr.spoken.RecordedTexts;
import zarang.ivr.spoken.TextSpeaker;
import zarang.media.prompt.Prompt;
import zarang.media.prompt.PromptLibrary;

/** A text from the script's question to what a call can play, spoken by a real espeak-ng. */
class SpokenTextIT {
    private static final List<String> ESPEAK = List.of("espeak-ng", "-v", "{language}", "--stdout");

    @TempDir private Path work;

    private TextSpeaker speaker(PromptLibrary library, List<String> command) {
        return TextSpeaker.of(
                new SpeechSettings(
                        command, Optional.empty(), Duration.ofSeconds(20), 2, 100_000_000),
                new LibrarySpeech(library.texts()),
                work.resolve("speech"),
                () -> Instant.EPOCH);
    }

    private static ServiceAnswer ask(SpeechService service, String text) {
        return service.ask(
                        new ServiceQuestion(
                                Optional.empty(),
                                Map.of(
                                        SpeechService.TEXT,
                                        new ScriptValue.Text(text),
                                        SpeechService.LANGUAGE,
                                        new ScriptValue.Text("fa"),
                                        SpeechService.FIXED,
                                        new ScriptValue.Text("fixed"))))
                .toCompletableFuture()
                .join();
    }

    private static String prompt(ServiceAnswer answer) {
        assertThat(answer).isInstanceOf(ServiceAnswer.Given.class);
        Map<String, ScriptValue> values = ((ServiceAnswer.Given) answer).values();
        return requireNonNull(values.get(SpeechService.PROMPTS)).text();
    }

    @Test
    void textIsHeardByACallThatCameBeforeItWasSpoken() {
        PromptLibrary library = PromptLibrary.load(work.resolve("prompts"), List.of());
        PromptLibrary call = library.asNow();
        String name;
        try (TextSpeaker speaker = speaker(library, ESPEAK)) {
            name = prompt(ask(new SpeechService(Optional.of(speaker)), "سفارش شما آماده است."));
        }
        Prompt heard = call.find(name, "fa").orElseThrow();
        assertThat(heard.length()).isBetween(8_000, 40_000);
        assertThat(work.resolve("speech").toFile().list()).hasSize(1);

        PromptLibrary restarted = PromptLibrary.load(work.resolve("prompts"), List.of());
        try (TextSpeaker speaker = speaker(restarted, ESPEAK)) {
            assertThat(prompt(ask(new SpeechService(Optional.of(speaker)), "سفارش شما آماده است.")))
                    .isEqualTo(name);
        }
        assertThat(restarted.find(name, "fa").orElseThrow().length()).isEqualTo(heard.length());
    }

    @Test
    void voiceThatIsNoneFailsAndRecordingsNeedNone() {
        PromptLibrary library = PromptLibrary.load(work.resolve("prompts"), List.of());
        try (TextSpeaker speaker = speaker(library, List.of("echo", "no sound"))) {
            SpeechService service = new SpeechService(Optional.of(speaker));
            assertThat(ask(service, "خدانگهدار.")).isInstanceOf(ServiceAnswer.Failed.class);
            service.recorded(RecordedTexts.read(Path.of("..", "ivr-scripts", "prompts")));
            assertThat(prompt(ask(service, "از تماس شما سپاسگزاریم. خدانگهدار.")))
                    .isEqualTo("goodbye");
        }
        assertThat(ask(new SpeechService(Optional.empty()), "سلام"))
                .isEqualTo(new ServiceAnswer.Failed("nobody speaks texts"));
    }
}
