package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.api.flows.FlowPublisher.Outcome;
import zarang.call.script.ScriptRun;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.catalogue.FlowVersion;
import zarang.ivr.catalogue.FlowVersions;
import zarang.ivr.catalogue.SharedFlows;
import zarang.media.prompt.PromptLibrary;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;

/** Two processes on one real Redis, each with scripts, prompts and a data folder of its own. */
class SharedScriptsIT {
    private static final Path SHIPPED = Path.of("..", "ivr-scripts");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Looks once a second; what is left is for a busy machine. */
    private static final Duration FOLLOWS = Duration.ofSeconds(10);

    @TempDir Path folder;
    private TestRedis redis;
    private Node one;
    private Node other;

    @BeforeEach
    void start() throws IOException {
        redis = TestRedis.start();
        one = new Node("one");
        other = new Node("other");
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        other.close();
        redis.close();
    }

    /** One process, as far as scripts are concerned. */
    private final class Node implements AutoCloseable {
        final Path home;
        final Settings settings;
        final FlowCatalogue catalogue;
        final PromptLibrary library;
        final ScriptShelf shelf;
        final RedisLink link;
        final SharedFlows flows;
        final FlowFollower follower;

        Node(String name) throws IOException {
            home = folder.resolve(name);
            if (!Files.exists(home)) {
                copy(SHIPPED.resolve("scripts"), home.resolve("scripts"));
                copy(SHIPPED.resolve("prompts"), home.resolve("prompts"));
            }
            settings = settings(home);
            catalogue = new FlowCatalogue(settings.numbers(), UnaryOperator.identity());
            library = PromptLibrary.load(home.resolve("prompts"), List.of("fa"));
            shelf = new ScriptShelf(settings, catalogue);
            assertThat(shelf.check()).isEmpty();
            link = RedisLink.open(redis.uri(), List.of(SharedFlows.library()));
            flows = new SharedFlows(link, new FlowVersions(home.resolve("flows")));
            shelf.putInFront(flows, CompletableFuture.completedFuture(library));
            follower = FlowFollower.start(flows, shelf, new AtOnce(catalogue));
        }

        int plays() {
            synchronized (catalogue) {
                return catalogue.begin("1000").map(ScriptRun::version).orElseThrow();
            }
        }

        void change(String found, String replacement) throws IOException {
            Path file = home.resolve("scripts/hotline.yaml");
            String text = Files.readString(file);
            assertThat(text).contains(found);
            Files.writeString(file, text.replace(found, replacement));
        }

        Outcome publish() throws Exception {
            return shelf.publish(new AtOnce(catalogue), "test")
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }

        Outcome rollBack() throws Exception {
            return shelf.rollBack("hotline", new AtOnce(catalogue))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            follower.close();
            link.close();
        }
    }

    private static Settings settings(Path home) {
        List<String> set =
                List.of(
                        "ivr.scripts=" + home.resolve("scripts").toAbsolutePath(),
                        "ivr.prompts=" + home.resolve("prompts").toAbsolutePath());
        return switch (SettingsReader.load(Path.of("..", "conf"), set)) {
            case Loaded.Good good -> good.settings();
            case Loaded.Refused refused -> throw new AssertionError(refused.findings());
        };
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

    private static void plays(Node node, int version) {
        await().atMost(FOLLOWS).untilAsserted(() -> assertThat(node.plays()).isEqualTo(version));
    }

    @Test
    void whatOneProcessPublishesTheOtherPlaysAndACallUnderWayKeepsItsVersion() throws Exception {
        ScriptRun call = other.catalogue.begin("1000").orElseThrow();
        one.change("first-within: 5s", "first-within: 6s");
        Files.copy(
                other.home.resolve("prompts/fa/goodbye.wav"),
                other.home.resolve("prompts/fa/nowruz.wav"));
        assertThat(one.publish().told()).containsExactly("hotline 2");
        assertThat(one.plays()).isEqualTo(2);
        plays(other, 2);
        assertThat(call.version()).isEqualTo(1);
        assertThat(other.library.has("nowruz", "fa")).as("prompts came along").isTrue();

        assertThat(other.rollBack().told()).containsExactly("hotline 1");
        plays(one, 1);
    }

    @Test
    void whatIsPublishedWhileAProcessLooksWhatIsInUseIsNotSetBack() throws Exception {
        int seen = one.shelf.switches();
        FlowVersion first = one.flows.find("hotline", 1).orElseThrow();
        one.change("first-within: 5s", "first-within: 6s");
        one.publish();
        assertThat(one.shelf.follow(List.of(first), seen, new AtOnce(one.catalogue))).isFalse();
        assertThat(one.plays()).isEqualTo(2);
    }

    @Test
    void aProcessThatStartsAgainPlaysWhatAllPlayWhateverItsFolderSays() throws Exception {
        one.change("first-within: 5s", "first-within: 6s");
        assertThat(one.publish().told()).containsExactly("hotline 2");
        plays(other, 2);
        other.close();
        other = new Node("other");
        assertThat(other.plays()).isEqualTo(2);
    }

    @Test
    void whatCannotBePlayedHereIsNotFollowed() throws Exception {
        Files.delete(other.home.resolve("prompts/fa/goodbye.wav"));
        one.change("first-within: 5s", "first-within: 6s");
        one.publish();
        Files.copy(
                one.home.resolve("prompts/fa/goodbye.wav"),
                other.home.resolve("prompts/fa/marker.wav"));
        one.publish();
        await().atMost(FOLLOWS).until(() -> other.library.has("marker", "fa"));
        assertThat(other.plays()).isEqualTo(1);
        Files.copy(
                one.home.resolve("prompts/fa/goodbye.wav"),
                other.home.resolve("prompts/fa/goodbye.wav"));
        one.publish();
        plays(other, 2);
    }

    @Test
    void aProcessThatStartsWhileRedisIsAwayPlaysItsCopyAndFollowsLater() throws Exception {
        one.change("first-within: 5s", "first-within: 6s");
        assertThat(one.publish().told()).containsExactly("hotline 2");
        plays(other, 2);
        other.close();
        redis.pause();
        try {
            other.change("first-within: 5s", "first-within: 7s");
            other = new Node("other");
            assertThat(other.plays()).isEqualTo(2);
            assertThat(
                            other.shelf
                                    .publish(new AtOnce(other.catalogue), "test")
                                    .toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("does not answer");
            assertThat(other.plays()).isEqualTo(2);
        } finally {
            redis.resume();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(other.plays()).isEqualTo(3));
        plays(one, 3);
    }
}
