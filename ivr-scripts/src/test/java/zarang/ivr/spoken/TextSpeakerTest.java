package zarang.ivr.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.ivr.spoken.TextSpeaker.Kind;

class TextSpeakerTest {
    @TempDir private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final MemoryPrompts prompts = new MemoryPrompts();
    private TextSpeaker speaker;

    @BeforeEach
    void open() {
        speaker = speaker("a");
    }

    private TextSpeaker speaker(String voice) {
        return speaker(voice, 1_000_000, prompts);
    }

    private TextSpeaker speaker(String voice, long bytes, MemoryPrompts into) {
        TextVoice fake =
                new TextVoice() {
                    @Override
                    public String id() {
                        return voice;
                    }

                    @Override
                    public VoiceAnswer speak(String text, String language) {
                        asked.incrementAndGet();
                        if (text.startsWith("slow")) {
                            try {
                                gate.await();
                            } catch (InterruptedException closed) {
                                Thread.currentThread().interrupt();
                            }
                        }
                        return text.equals("mute")
                                ? new VoiceAnswer.Mute("no voice")
                                : new VoiceAnswer.Audio(text.getBytes(StandardCharsets.UTF_8));
                    }
                };
        InstantSource clock = () -> Instant.ofEpochSecond(asked.get());
        return new TextSpeaker(
                fake, into, new SpeechFolder(folder.resolve("speech"), bytes, clock), 2);
    }

    @AfterEach
    void close() {
        gate.countDown();
        speaker.close();
    }

    private static SpeechResult wait(CompletionStage<SpeechResult> stage) {
        return stage.toCompletableFuture().join();
    }

    private SpeechResult speak(String text, Kind kind) {
        return wait(speaker.speak(text, "fa", kind));
    }

    private List<String> files() throws IOException {
        if (!Files.exists(folder.resolve("speech"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder.resolve("speech"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void textIsSpokenOnceAndThenThere() {
        SpeechResult first = speak("سلام", Kind.FIXED);
        assertThat(first).isInstanceOf(SpeechResult.Spoken.class);
        assertThat(speaker.speak("سلام", "fa", Kind.FIXED).toCompletableFuture())
                .isCompletedWithValue(first);
        assertThat(asked).hasValue(1);
        assertThat(speak("سلام", Kind.CALLERS_OWN)).isEqualTo(first);
        assertThat(wait(speaker.speak("سلام", "en", Kind.FIXED))).isNotEqualTo(first);
    }

    @Test
    void fixedTextIsOnDiskAndNotSpokenAgainAfterARestart() throws IOException {
        SpeechResult before = speak("سلام", Kind.FIXED);
        speaker.close();
        MemoryPrompts empty = new MemoryPrompts();
        speaker = speaker("a", 1_000_000, empty);
        assertThat(speak("سلام", Kind.FIXED)).isEqualTo(before);
        assertThat(asked).hasValue(1);
        assertThat(empty.kept).hasSize(1);
        assertThat(files()).singleElement().asString().matches("[0-9a-f]{64}\\.wav");
    }

    @Test
    void anotherVoiceSpeaksAnew() {
        SpeechResult before = speak("سلام", Kind.FIXED);
        speaker.close();
        speaker = speaker("b");
        assertThat(speak("سلام", Kind.FIXED)).isNotEqualTo(before);
        assertThat(asked).hasValue(2);
    }

    @Test
    void textThatIsACallersOwnIsNeverWrittenToDisk() throws IOException {
        speak("خانم رضایی", Kind.CALLERS_OWN);
        assertThat(prompts.kept).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void fileThatWasCutOffIsSpokenAnew() throws IOException {
        speak("سلام", Kind.FIXED);
        Files.writeString(folder.resolve("speech").resolve(files().getFirst()), "RI");
        speaker.close();
        speaker = speaker("a", 1_000_000, new MemoryPrompts());
        assertThat(speak("سلام", Kind.FIXED)).isInstanceOf(SpeechResult.Spoken.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void theFolderIsBoundedAndTheOldestGoFirst() throws IOException {
        speaker.close();
        speaker = speaker("a", 25, prompts);
        speak("12345678", Kind.FIXED); // 12 bytes when it is fit
        String first = files().getFirst();
        speak("abcdefgh", Kind.FIXED);
        assertThat(files()).hasSize(2).contains(first);
        speak("ABCDEFGH", Kind.FIXED);
        assertThat(files()).hasSize(2).doesNotContain(first);
    }

    @Test
    void whatIsBeingSpokenIsNotSpokenASecondTime() {
        List<CompletionStage<SpeechResult>> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(speaker.speak("slow", "fa", Kind.CALLERS_OWN));
        }
        gate.countDown();
        callers.forEach(each -> assertThat(wait(each)).isInstanceOf(SpeechResult.Spoken.class));
        assertThat(asked).hasValue(1);
    }

    @Test
    void moreTextsThanMayWaitAreRefusedAtOnce() {
        List<CompletionStage<SpeechResult>> texts = new ArrayList<>();
        for (int i = 0; i < 2 + TextSpeaker.WAITING_MAX; i++) {
            texts.add(speaker.speak("slow " + i, "fa", Kind.CALLERS_OWN));
        }
        assertThat(speak("one more", Kind.CALLERS_OWN))
                .isEqualTo(new SpeechResult.Unspoken("too many texts wait to be spoken"));
        gate.countDown();
        texts.forEach(each -> assertThat(wait(each)).isInstanceOf(SpeechResult.Spoken.class));
    }

    @Test
    void whatIsNotSpokenSaysWhyAndCanBeAskedAgain() throws IOException {
        assertThat(speak("mute", Kind.FIXED)).isEqualTo(new SpeechResult.Unspoken("no voice"));
        assertThat(speak("noise", Kind.FIXED))
                .isEqualTo(new SpeechResult.Unspoken("silent: found silence alone"));
        assertThat(speak("mute", Kind.FIXED)).isEqualTo(new SpeechResult.Unspoken("no voice"));
        assertThat(asked).hasValue(3);
        assertThat(files()).isEmpty();
        assertThat(speaker.counts()).isEqualTo(new SpeechCounts(0, 3, 0));
    }
}
