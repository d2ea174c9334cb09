package zarang.media.prompt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.media.wav.WavHeader;

class PromptLibraryTest {
    @TempDir Path folder;

    private Path write(String name, WavHeader header, int dataBytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        byte[] bytes =
                ByteBuffer.allocate(WavHeader.BYTES + dataBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(header.encode(dataBytes))
                        .array();
        return Files.write(file, bytes);
    }

    @Test
    void findsPromptsByLanguageAndFallsBackInOrder() throws IOException {
        write("fa/greet.wav", WavHeader.pcm16(1, 8000), 320);
        write("fa/numbers/one.wav", WavHeader.pcm16(1, 16_000), 640);
        write("en/bye.WAV", new WavHeader(WavHeader.ULAW, 1, 8000, 8), 80);
        PromptLibrary library = PromptLibrary.load(folder, List.of("fa", "en"));

        assertThat(library.lastLoaded().findings()).isEmpty();
        assertThat(library.lastLoaded().prompts()).isEqualTo(3);
        assertThat(library.names("fa")).containsExactly("greet", "numbers/one");
        PromptLibrary.Choice choice =
                library.choose(List.of("numbers/one", "bye", "nowhere", "greet"), "en");
        assertThat(choice.missing()).isEqualTo(1);
        assertThat(choice.prompts().stream().map(Prompt::length)).containsExactly(160, 80, 160);
    }

    @Test
    void aBadFileIsNamedAndTheOthersStay() throws IOException {
        write("fa/good.wav", WavHeader.pcm16(1, 8000), 320);
        Path stereo = write("fa/stereo.wav", WavHeader.pcm16(2, 8000), 320);
        Path cd = write("fa/cd.wav", WavHeader.pcm16(1, 44_100), 320);
        Path empty = write("fa/empty.wav", WavHeader.pcm16(1, 8000), 0);
        Path text = Files.writeString(folder.resolve("fa/text.wav"), "not a sound at all");
        Path stray = write("stray.wav", WavHeader.pcm16(1, 8000), 320);
        PromptLibrary library = PromptLibrary.load(folder, List.of());

        assertThat(library.lastLoaded().prompts()).isEqualTo(1);
        assertThat(library.lastLoaded().findings())
                .extracting(PromptFinding::toString)
                .containsExactlyInAnyOrder(
                        stereo + ": byte 22: found 2 channels, expected 1 (mono)",
                        cd + ": byte 24: found 44100 Hz, expected 8000 or 16000",
                        empty + ": byte 44: found no audio, expected at least one sample",
                        text + ": byte 0: found 'not ', expected 'RIFF'",
                        stray
                                + ": byte 0: found a file beside the language folders, expected"
                                + " <language>/<name>.wav");
    }

    @Test
    void noNameAndNoLinkLeadsOutOfTheFolder() throws IOException {
        Path outside = write("../" + folder.getFileName() + "-secret.wav", PCM, 320);
        Files.createDirectories(folder.resolve("fa"));
        Files.createSymbolicLink(folder.resolve("fa/link.wav"), outside);
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        String name = outside.getFileName().toString().replace(".wav", "");

        assertThat(library.choose(List.of("../../" + name, "link"), "fa").missing()).isEqualTo(2);
        assertThat(library.choose(List.of(name), "..").missing()).isEqualTo(1);
        assertThat(library.lastLoaded().findings()).hasSize(1);
        Files.delete(outside);
    }

    @Test
    void filesDroppedInAreHeardAfterReload() throws IOException {
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        assertThat(library.has("greet", "fa")).isFalse();
        write("fa/greet.wav", PCM, 320);
        assertThat(library.reload().prompts()).isEqualTo(1);
        assertThat(library.has("greet", "fa")).isTrue();
    }

    @Test
    void refreshTakesInWhatCameAndTakesNothingAway() throws IOException {
        Path greet = write("fa/greet.wav", PCM, 320);
        Path bye = write("fa/bye.wav", PCM, 320);
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        PromptLibrary call = library.asNow();
        write("fa/new.wav", PCM, 320);
        write("fa/bye.wav", PCM, 640);
        Files.writeString(greet, "RIFF, still being copied");
        assertThat(library.refresh().findings()).hasSize(1);
        assertThat(library.names("fa")).containsExactly("bye", "greet", "new");
        assertThat(library.find("bye", "fa").orElseThrow().length()).isEqualTo(320);
        assertThat(call.find("bye", "fa").orElseThrow().length()).isEqualTo(160);
        assertThat(call.has("new", "fa")).isFalse();
        Files.delete(bye);
        library.refresh();
        assertThat(library.has("bye", "fa")).isTrue();
    }

    @Test
    void whatIsSpokenWhileACallRunsIsHeardByItAndTheOldestGoFirst() {
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        PromptLibrary call = library.asNow();
        library.texts().put("text:1", new Prompt(new short[800]));
        assertThat(call.find("text:1", "fa")).isPresent();
        assertThat(call.find("text:2", "fa")).isEmpty();

        SpokenTexts small = new SpokenTexts(1000);
        small.put("text:1", new Prompt(new short[400]));
        small.put("text:2", new Prompt(new short[400]));
        assertThat(small.has("text:1")).isTrue();
        small.put("text:3", new Prompt(new short[400]));
        assertThat(small.has("text:2")).isFalse();
        assertThat(small.has("text:1")).isTrue();
        small.put("text:3", new Prompt(new short[300]));
        small.put("text:4", new Prompt(new short[300]));
        assertThat(small.has("text:1")).isTrue();
    }

    @Test
    void aFolderThatIsNotThereIsAFinding() {
        PromptLibrary library = PromptLibrary.load(folder.resolve("nowhere"), List.of());
        assertThat(library.lastLoaded().findings()).hasSize(1);
    }

    private static final WavHeader PCM = WavHeader.pcm16(1, 8000);

    @Test
    void whatIsLentIsPlayedByCallsThatHaveComeAlreadyAndTheOldestIsForgotten() {
        PromptLibrary library = PromptLibrary.load(folder, List.of());
        PromptLibrary ofCall = library.asNow();
        Prompt note = new Prompt(new short[] {1, 2, 3});
        library.lend("note:0", note);
        assertThat(ofCall.choose(List.of("note:0"), "fa").prompts()).containsExactly(note);
        for (int i = 1; i <= LentPrompts.MOST; i++) {
            library.lend("note:" + i, note);
        }
        assertThat(ofCall.choose(List.of("note:0", "note:1"), "en").missing()).isEqualTo(1);
        assertThat(library.find("tone:beep", "fa")).isPresent();
    }
}
