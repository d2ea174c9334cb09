package zarang.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.owner.FloorPeers;
import zarang.routing.owner.RedisPeers;
import zarang.server.config.Loaded;
import zarang.server.config.SettingsReader;
import zarang.server.data.DataFolder;

/** What the doctor says of a real disk, real ports and a real Redis. */
@RealTime
class CheckupIT {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @TempDir private Path folder;

    @Test
    void healthyMachineHasNoFault() throws IOException {
        try (ServerSocket crm = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Checkup checkup = checkup("webhooks[0].url=http://127.0.0.1:" + crm.getLocalPort());
            assertThat(checkup.machine()).noneMatch(Check::isFault).hasSize(4);
            assertThat(checkup.ports()).noneMatch(Check::isFault).hasSize(3);
        }
    }

    @Test
    void takenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Checkup checkup =
                    checkup(
                            "sip.listen=tcp:127.0.0.1:" + taken.getLocalPort(),
                            "http.listen=127.0.0.1:" + taken.getLocalPort());
            assertThat(faults(checkup.ports()))
                    .hasSize(2)
                    .allMatch(said -> said.contains("cannot be had") && said.contains("ss -lpn"));
        }
    }

    @Test
    void receiverThatIsNotThereOrSpeaksNoTlsIsNamed() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(faults(checkup("webhooks[0].url=http://127.0.0.1:" + closed).machine()))
                .singleElement()
                .asString()
                .contains("does not answer");
        try (ServerSocket plain = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(plain));
            assertThat(
                            faults(
                                    checkup(
                                                    "webhooks[0].url=https://127.0.0.1:"
                                                            + plain.getLocalPort())
                                            .machine()))
                    .singleElement()
                    .asString()
                    .contains("not with TLS");
        }
    }

    @Test
    void fullDiskAndWrongClockAreNamed() {
        assertThat(faults(FolderDisk.look("data", folder.resolve("not/yet"), Long.MAX_VALUE)))
                .singleElement()
                .asString()
                .contains("free space");
        assertThat(Clocks.own(Instant.EPOCH).said()).contains("NTP");
        Instant now = Instant.parse("2026-03-21T00:00:00Z");
        assertThat(Clocks.apart(now, now.minusSeconds(90)).said()).contains("90 s away");
        assertThat(Clocks.apart(now, now.plusSeconds(1)).isFault()).isFalse();
    }

    @Test
    void redisThatForgetsIsNamed() throws Exception {
        Checkup checkup = checkup();
        RedisLink gone;
        try (TestRedis redis = TestRedis.start(TestRedis.Mode.ALONE);
                RedisLink link = RedisLink.open(redis.uri(), List.of())) {
            Awaitility.await().until(() -> link.state().isPresent());
            link.run(LIMIT, commands -> commands.configSet("appendfsync", "everysec"))
                    .toCompletableFuture()
                    .get();
            assertThat(checkup.redis(link))
                    .anyMatch(check -> check.said().equals("Redis has the same time"))
                    .anyMatch(check ->
                            check.isFault() && check.said().contains("appendfsync is everysec"));
            gone = link;
        }
        assertThat(faults(checkup.redis(gone)))
                .singleElement()
                .asString()
                .contains("does not answer");
    }

    @Test
    void aServerWithOtherQueuesThanTheOwnersIsNamed() throws Exception {
        try (TestRedis redis = TestRedis.start();
                RedisLink link = RedisLink.open(redis.uri(), List.of(RedisPeers.library()))) {
            Awaitility.await().until(() -> link.state().isPresent());
            for (String[] node : new String[][] {{"n1", "s1"}, {"n2", "s1"}, {"n3", "s2"}}) {
                new RedisPeers(link, node[0], "a")
                        .beat(new FloorPeers.Beat(0, true, node[1]))
                        .toCompletableFuture()
                        .get();
            }
            assertThat(faults(checkup().redis(link)))
                    .anyMatch(said -> said.contains("[n3]") && said.contains("floor reload"));
        }
    }

    private Checkup checkup(String... settings) throws IOException {
        for (String file : List.of("zarang", "agents", "loyalty", "queues", "trunks")) {
            Files.writeString(folder.resolve(file + ".yaml"), "");
        }
        Path secret = folder.resolve("s");
        Files.writeString(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "sip.listen=udp:127.0.0.1:0",
                                "http.listen=127.0.0.1:0",
                                "recordings.keep-free-mib=1"));
        all.addAll(List.of(settings));
        if (settings.length > 0 && settings[0].startsWith("webhooks")) {
            all.add("webhooks[0].secret-file=s");
        }
        Loaded loaded = SettingsReader.load(folder, all);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return new Checkup(
                ((Loaded.Good) loaded).settings(),
                new DataFolder(folder.resolve("data")),
                Instant::now);
    }

    private static List<String> faults(List<Check> checks) {
        return checks.stream().filter(Check::isFault).map(Check::said).toList();
    }

    private static void greet(ServerSocket plain) {
        try (var socket = plain.accept()) {
            socket.getOutputStream().write("220 no TLS here\r\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
