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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zarang.server.config.HouseRooms;
import zarang.server.config.Loaded;
import zarang.server.config.SettingsReader;
import zarang.server.phone.PlaceCallCommand;
import zarang.server.room.BellRoom;
import zarang.server.room.Room;

/** A whole room is plugged into the whole server by one line. */
class NewRoomIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path CONF = Path.of("..", "conf");

    @TempDir private Path folder;
    private StartedHotline hotline;

    private static HouseRooms rooms() {
        List<Room> rooms = new ArrayList<>(HouseRooms.LIST);
        rooms.add(new BellRoom());
        return new HouseRooms(rooms);
    }

    private static Loaded load(String... options) {
        return SettingsReader.load(rooms(), CONF, List.of(options));
    }

    @BeforeEach
    void start() throws IOException {
        hotline =
                StartedHotline.start(
                        rooms(),
                        CONF,
                        folder,
                        "ivr.prompts=../ivr-scripts/prompts",
                        "ivr.scripts=../ivr-scripts/scripts",
                        "bell.rings=4",
                        "drain-timeout=1s");
    }

    @AfterEach
    void stop() {
        hotline.close();
    }

    private String get(String path) throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve("secrets/admin-token")).strip();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(hotline.http() + path))
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
                        .execute("sip:1000@" + hotline.sip(), "--bind", "127.0.0.1", "--for", "1s");
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
