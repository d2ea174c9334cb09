package zarang.ivr.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.KnownPrompts;
import zarang.ivr.lint.LintScope;
import zarang.ivr.lint.WavProbe;

class RecordedTextsTest {
    private static final Path SHIPPED = Path.of("prompts");

    @TempDir private Path folder;

    @Test
    void textIsPlayedFromRecordingsOfItsSentences() {
        RecordedTexts texts = RecordedTexts.read(SHIPPED);
        assertThat(texts.find("fa", "از تماس شما سپاسگزاریم. خدانگهدار."))
                .contains(List.of("goodbye"));
        assertThat(texts.find("fa", "متأسفانه عددی دریافت نشد.  گزینهٔ انتخاب‌شده معتبر نیست"))
                .contains(List.of("sorry-no-input", "sorry-no-match"));
        assertThat(texts.find("en", "Sorry, that choice is not valid."))
                .contains(List.of("sorry-no-match"));
        assertThat(texts.find("fa", "متأسفانه عددی دریافت نشد. سلام.")).isEmpty();
        assertThat(texts.find("tr", "خدانگهدار.")).isEmpty();
        assertThat(texts.find("fa", "متأسفانه عددي دريافت نشد"))
                .as("with Arabic letters")
                .contains(List.of("sorry-no-input"));
    }

    @Test
    void promptWithoutItsFileIsNotRecorded() throws IOException {
        Files.writeString(folder.resolve("prompts.tsv"), "name\tfa\nhello\tسلام\n");
        assertThat(RecordedTexts.read(folder).find("fa", "سلام")).isEmpty();
        Files.createDirectories(folder.resolve("fa"));
        Files.writeString(folder.resolve("fa/hello.wav"), "");
        assertThat(RecordedTexts.read(folder).find("fa", "سلام")).contains(List.of("hello"));
    }

    @Test
    void whereNobodySpeaksATextThatIsNotRecordedIsRefused() {
        KnownPrompts known = KnownPrompts.scan(SHIPPED, Set.of("fa"), WavProbe.NONE);
        assertThat(findings("سلام.", known))
                .singleElement()
                .asString()
                .contains("steps.a.say-text: nobody speaks this text: set speech.command");
        assertThat(findings("متأسفانه عددی دریافت نشد.", known)).isEmpty();
        assertThat(findings("سلام.", known.withVoice(true))).isEmpty();
    }

    private static List<String> findings(String text, KnownPrompts known) {
        String flow =
                "flow: t\nlanguage: fa\nstart: a\nsteps:\n  a: {say-text: %s, fallback: apology, next: b}\n  b: {hang-up: }\n"
                        .formatted(text);
        LintScope scope = new LintScope(Optional.empty(), Optional.of(known));
        return new FlowCheck()
                .check("t.yaml", flow, scope).findings().stream().map(Object::toString).toList();
    }
}
