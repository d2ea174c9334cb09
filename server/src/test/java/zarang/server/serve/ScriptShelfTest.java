package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.api.flows.FlowPublisher.Outcome;
import zarang.call.loop.RealTime;
import zarang.call.script.ScriptRun;
import zarang.config.FolderWatch;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.catalogue.FlowVersions;
import zarang.ivr.rule.FlowRule;
import zarang.media.prompt.PromptLibrary;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.yaml.Finding;
import zarang.yaml.Severity;

/** Scripts and prompts on their way in front of new calls. */
@RealTime
class ScriptShelfTest {
    private static final Path SHIPPED = Path.of("..", "ivr-scripts");

    @TempDir private Path folder;
    private Path scripts;
    private Path prompts;
    private final FlowCatalogue catalogue = new FlowCatalogue(Map.of("1000", "hotline"), n -> n);

    @BeforeEach
    void copyWhatShips() throws IOException {
        scripts = folder.resolve("scripts");
        prompts = folder.resolve("prompts");
        copy(SHIPPED.resolve("scripts"), scripts);
        copy(SHIPPED.resolve("prompts"), prompts);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private Settings settings() {
        List<String> set =
                List.of(
                        "ivr.scripts=" + scripts.toAbsolutePath(),
                        "ivr.prompts=" + prompts.toAbsolutePath());
        return switch (SettingsReader.load(Path.of("..", "conf"), set)) {
            case Loaded.Good good -> good.settings();
            case Loaded.Refused refused -> throw new AssertionError(refused.findings());
        };
    }

    /** A server that starts on the same data folder. */
    private ScriptShelf started() throws IOException {
        ScriptShelf shelf = new ScriptShelf(settings(), catalogue);
        assertThat(shelf.check()).isEmpty();
        shelf.putInFront(
                new FlowVersions(folder.resolve("flows")),
                CompletableFuture.completedFuture(PromptLibrary.load(prompts, List.of("fa"))));
        return shelf;
    }

    private Outcome publish(ScriptShelf shelf) throws Exception {
        return shelf.publish(new AtOnce(), "test").toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Outcome rollBack(ScriptShelf shelf) throws Exception {
        return shelf.rollBack("hotline", new AtOnce())
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private int versionOfANewCall() {
        return catalogue.begin("1000").map(ScriptRun::version).orElseThrow();
    }

    private void change(String found, String replacement) throws IOException {
        Path file = scripts.resolve("hotline.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(found);
        Files.writeString(file, text.replace(found, replacement));
    }

    @Test
    void everyShippedPromptCanBePlayed() {
        assertThat(PromptLibrary.load(prompts, List.of()).lastLoaded().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "22, 2, 2 channels, 1 (mono)",
        "24, 68, 8004 Hz, 8000 or 16000",
        "34, 8, 8 bits a sample, 16",
        "20, 85, 'format 85', '1 (PCM), 6 (A-law) or 7 (µ-law)'",
        "0, 73, '''IIFF''', '''RIFF'''"
    })
    void promptThatCannotBePlayedIsFoundWhereItIsUsedWithItsRemedy(
            int offset, byte value, String found, String expected) throws Exception {
        ScriptShelf shelf = started();
        Path wav = prompts.resolve("fa/goodbye.wav");
        byte[] bytes = Files.readAllBytes(wav);
        bytes[offset] = value;
        Files.write(wav, bytes);

        Outcome outcome = publish(shelf);
        assertThat(outcome.published()).isEmpty();
        assertThat(outcome.findings())
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains("hotline.yaml:")
                .contains("steps.bye.play: prompt 'goodbye' cannot be played: " + wav)
                .contains("found " + found + ", expected " + expected)
                .contains(
                        "sox '" + wav + "' -r 8000 -c 1 -b 16 -e signed-integer 'goodbye-8k.wav'");
        assertThat(versionOfANewCall()).isEqualTo(1);
    }

    @Test
    void numberWhoseFlowIsNotThereIsAFindingAtItsKey() throws Exception {
        ScriptShelf shelf = started();
        change("flow: hotline", "flow: hotlines");
        assertThat(publish(shelf).findings())
                .filteredOn(finding -> finding.rule().equals(FlowRule.NUMBER_WITHOUT_FLOW.id()))
                .singleElement()
                .asString()
                .startsWith("zarang.yaml:1:1: numbers.1000: runs the script 'hotline', which no")
                .endsWith("scripts holds; did you mean 'hotlines'?");
    }

    @Test
    void scriptThatFailsItsTestsIsPublishedOnlyByForceAndNeverWithFindings() throws Exception {
        ScriptShelf shelf = started();
        Files.writeString(
                scripts.resolve("hotline.test.yaml"), "flow: hotline\ntests:\n  - nonsense\n");
        change("first-within: 5s", "first-within: 6s");
        assertThat(publish(shelf).told()).isEmpty();
        assertThat(versionOfANewCall()).isEqualTo(1);
        assertThat(forced(shelf).told()).containsExactly("hotline 2");
        change("first-within: 6s", "first-within: 6");
        assertThat(forced(shelf).told()).isEmpty();
        assertThat(versionOfANewCall()).isEqualTo(2);
    }

    private Outcome forced(ScriptShelf shelf) throws Exception {
        return shelf.publish(new AtOnce(), "owner", true)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void wrongFolderOfPromptsIsOneLine() {
        Settings settings = settings();
        prompts = folder.resolve("nowhere");
        ScriptShelf shelf = new ScriptShelf(settings(), catalogue);
        assertThat(shelf.check())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("there is no folder of prompts " + prompts.toAbsolutePath());
        assertThat(settings.ivr().prompts()).isNotEqualTo(prompts);
    }

    @Test
    void publishingLoadsPromptsAnewAndACallUnderWayKeepsItsOwn() throws Exception {
        PromptLibrary library = PromptLibrary.load(prompts, List.of("fa"));
        ScriptShelf shelf = new ScriptShelf(settings(), catalogue);
        shelf.check();
        shelf.putInFront(
                new FlowVersions(folder.resolve("flows")),
                CompletableFuture.completedFuture(library));
        PromptLibrary call = library.asNow();
        Files.copy(prompts.resolve("fa/goodbye.wav"), prompts.resolve("fa/nowruz.wav"));

        assertThat(publish(shelf).told()).as("unchanged").containsExactly("hotline 1");
        assertThat(library.has("nowruz", "fa")).isTrue();
        assertThat(call.has("nowruz", "fa")).isFalse();
    }

    @Test
    void versionsSurviveARestartAndRollingBackToo() throws Exception {
        ScriptShelf shelf = started();
        assertThat(versionOfANewCall()).isEqualTo(1);
        change("first-within: 5s", "first-within: 6s");
        assertThat(publish(shelf).told()).containsExactly("hotline 2");
        started();
        assertThat(versionOfANewCall()).isEqualTo(2);
        assertThat(rollBack(started()).told()).containsExactly("hotline 1");
        assertThat(versionOfANewCall()).isEqualTo(1);
        ScriptShelf again = started();
        assertThat(versionOfANewCall()).as("a restart does not undo it").isEqualTo(1);
        assertThat(rollBack(again))
                .isEqualTo(
                        Outcome.refused("the flow 'hotline' has no version before the one in use"));
        assertThat(publish(again).told()).containsExactly("hotline 2");
        assertThat(versionOfANewCall()).isEqualTo(2);
    }

    @Test
    void anyVersionThatIsKeptCanBePutInFront() throws Exception {
        ScriptShelf shelf = started();
        for (int i = 2; i <= 4; i++) {
            change("title: ", "title: " + i);
            publish(shelf);
        }
        assertThat(versionOfANewCall()).isEqualTo(4);
        assertThat(back(shelf, 2).told()).containsExactly("hotline 2");
        assertThat(versionOfANewCall()).isEqualTo(2);
        assertThat(back(shelf, 4).told()).containsExactly("hotline 4");
        assertThat(back(shelf, 5))
                .isEqualTo(Outcome.refused("the flow 'hotline' keeps no version 5"));
        assertThat(
                        shelf.rollBack("hotlin", Optional.empty(), new AtOnce())
                                .toCompletableFuture()
                                .get(20, TimeUnit.SECONDS))
                .isEqualTo(Outcome.refused("there is no flow 'hotlin'; did you mean 'hotline'?"));
        assertThat(versionOfANewCall()).isEqualTo(4);
    }

    /** Two flows that changed together go back one after the other: it is told, not refused. */
    @Test
    void versionThatDoesNotFitWhatCallsItIsPutInFrontWithAWarning() throws Exception {
        calling("pin", "[good, bad]", "a: {return: good}", "b: {return: bad}");
        calling("desk", "[done]", "a: {call: pin, on: {good: b, bad: b}}", "b: {return: done}");
        ScriptShelf shelf = started();
        calling("pin", "[good, late]", "a: {return: good}", "b: {return: late}");
        calling("desk", "[done]", "a: {call: pin, on: {good: b, late: b}}", "b: {return: done}");
        assertThat(publish(shelf).findings()).isEmpty();

        Outcome first = backOf("pin", shelf);
        assertThat(first.told()).containsExactly("pin 1");
        assertThat(first.findings())
                .allMatch(finding -> finding.severity() == Severity.WARNING)
                .extracting(Finding::toString)
                .anyMatch(told -> told.startsWith("desk version 2:7:"))
                .anyMatch(told -> told.contains("leads on from no bad"));
        Outcome second = backOf("desk", shelf);
        assertThat(second.told()).containsExactly("desk 1");
        assertThat(second.findings()).isEmpty();
    }

    private void calling(String flow, String outcomes, String a, String b) throws IOException {
        Files.writeString(
                scripts.resolve(flow + ".yaml"),
                """
                flow: %s
                language: fa
                start: begin
                outcomes: %s
                steps:
                  begin: {if: call.caller = '1', then: b, else: a}
                  %s
                  %s
                """
                        .formatted(flow, outcomes, a, b));
    }

    private static Outcome backOf(String flow, ScriptShelf shelf) throws Exception {
        return shelf.rollBack(flow, new AtOnce()).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Outcome back(ScriptShelf shelf, int version) throws Exception {
        return shelf.rollBack("hotline", Optional.of(version), new AtOnce())
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void watchedFolderIsPublishedOnceItsFilesLieStillAndAMistakeChangesNothing() throws Exception {
        ScriptWatch watch = new ScriptWatch(new FolderWatch(scripts), started(), new AtOnce());
        watch.look();
        change("title: ", "title: two ");
        watch.look();
        assertThat(versionOfANewCall()).isEqualTo(1);
        watch.look();
        assertThat(versionOfANewCall()).isEqualTo(2);
        change("title: two ", "title: three\nno-such-key: ");
        watch.look();
        watch.look();
        assertThat(versionOfANewCall()).isEqualTo(2);
        change("\nno-such-key: ", "");
        watch.look();
        watch.look();
        assertThat(versionOfANewCall()).isEqualTo(3);
    }
}
