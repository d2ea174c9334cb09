package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.server.config.HouseRooms;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.server.data.DataFolder;
import zarang.server.phone.PlaceCallCommand;
import zarang.server.room.BellRoom;
import zarang.server.room.Room;

/** A whole room is plugged into the whole server by one line. */
class NewRoomIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern READY =
            Pattern.compile("ready sip=(\\S+) http=(\\S+) redis=embedded .*");

    @TempDir private Path folder;
    private Hotline hotline;
    private String sip;
    private String http;

    private static Loaded load(String... more) {
        List<Room> rooms = new ArrayList<>(HouseRooms.LIST);
        rooms.add(new BellRoom());
        List<String> options =
                Stream.concat(
                                Stream.of(
                                        "sip.listen=udp:127.0.0.1:0",
                                        "http.listen=127.0.0.1:0",
                                        "ivr.prompts=../ivr-scripts/prompts",
                                        "ivr.scripts=../ivr-scripts/scripts"),
                                Stream.of(more))
                        .toList();
        return SettingsReader.load(new HouseRooms(rooms), Path.of("..", "conf"), options);
    }

    @BeforeEach
    void start() throws IOException {
        Settings settings = ((Loaded.Good) load("bell.rings=4", "drain-timeout=1s")).settings();
        FlowCatalogue scripts = new FlowCatalogue(settings.numbers(), UnaryOperator.identity());
        ScriptShelf shelf = new ScriptShelf(settings, scripts);
        assertThat(shelf.check()).isEmpty();
        hotline = Hotline.start(settings, NewRoomIT::load, new DataFolder(folder), scripts, shelf);
        Matcher ready = READY.matcher(hotline.readyLine());
        assertThat(ready.matches()).as(hotline.readyLine()).isTrue();
        sip = ready.group(1);
        http = ready.group(2);
    }

    @AfterEach
    void stop() {
        hotline.stop();
    }

    private String get(String path) throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve("secrets/admin-token")).strip();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(http + path))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aNewRoomHasKeysFactsWatchersFiguresAndAPathOfTheApi() throws Exception {
        assertThat(get("/metrics")).contains("zarang_bell_rings_total 0.0");
        int code =
                new CommandLine(new PlaceCallCommand())
                        .execute("sip:1000@" + sip, "--bind", "127.0.0.1", "--for", "1s");
        assertThat(code).isZero();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/api/v1/bell")).contains("{\"rings\":4}"));
        assertThat(get("/metrics")).contains("zarang_bell_rings_total 4.0");
        assertThat(load("bell.rings=10"))
                .isInstanceOfSatisfying(
                        Loaded.Refused.class,
                        refused ->
                                assertThat(refused.findings())
                                        .singleElement()
                                        .asString()
                                        .startsWith("--set bell.rings: found 10, expected")
                                        .endsWith("a whole number from 1 to 9"));
        assertThat(load()).as("its default").isInstanceOf(Loaded.Good.class);
        assertThat(findings("webhooks[0].events=bell.rang"))
                .as("an endpoint may name its fact")
                .noneMatch(finding -> finding.contains("bell."));
        assertThat(findings("webhooks[0].events=bell.sang"))
                .anyMatch(finding -> finding.contains("bell.sang"));
    }

    private static List<String> findings(String option) {
        return ((Loaded.Refused) load(option)).findings();
    }
}
