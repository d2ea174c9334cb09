package zarang.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    private static final int MEMORY_MAX_MIB = 512;

    private static final int ACKNOWLEDGED = 200;

    @TempDir Path dir;

    /**
     * A process that starts Redis, counts up, says each number once acknowledged, and never stops.
     */
    static final class Victim {
        private Victim() {}

        @SuppressWarnings("SystemOut") // The test reads it.
        public static void main(String[] args) throws Exception {
            EmbeddedRedis redis = EmbeddedRedis.start(Path.of(args[0]), MEMORY_MAX_MIB);
            try (RedisLink link = RedisLink.open(redis.uri(), List.of())) {
                await().until(link::isUp);
                while (true) {
                    System.out.println("n=" + link.async().incr("n").get(5, SECONDS));
                }
            }
        }
    }

    @Test
    void killingTheParentEndsRedisAndLosesNoAcknowledgedWrite() throws Exception {
        Process victim = victim();
        long last = 0;
        ProcessHandle redis;
        try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
            while (last < ACKNOWLEDGED) {
                String line = said.readLine();
                assertThat(line).as("what the victim says").isNotNull();
                if (line.startsWith("n=")) {
                    last = Long.parseLong(line.substring(2));
                }
            }
            redis = redisOf(dir);
            signal("KILL", victim.toHandle());
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line.startsWith("n=") ? Long.parseLong(line.substring(2)) : last;
            }
        }
        victim.waitFor();

        try (EmbeddedRedis again = EmbeddedRedis.start(dir, MEMORY_MAX_MIB);
                RedisLink link = RedisLink.open(again.uri(), List.of())) {
            assertThat(redis.isAlive()).isFalse();
            await().until(link::isUp);
            String counted = link.async().get("n").get(5, SECONDS);
            assertThat(Long.parseLong(counted)).isBetween(last, last + 1);
        }
    }

    @Test
    void aHangingLeftoverIsStoppedBeforeANewServerStarts() throws Exception {
        Process victim = victim();
        try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
            while (!String.valueOf(said.readLine()).startsWith("n=")) {
                assertThat(victim.isAlive()).isTrue();
            }
        }
        ProcessHandle redis = redisOf(dir);
        signal("STOP", redis);
        signal("KILL", victim.toHandle());
        victim.waitFor();
        try (EmbeddedRedis again = EmbeddedRedis.start(dir, MEMORY_MAX_MIB)) {
            assertThat(redis.isAlive()).isFalse();
            assertThat(again.uri()).isNotEmpty();
        }
    }

    @Test
    void twoServersOnOneFolderAreRefused() throws Exception {
        try (EmbeddedRedis first = EmbeddedRedis.start(dir, MEMORY_MAX_MIB)) {
            assertThat(first.uri()).isNotEmpty();
            assertThatThrownBy(() -> EmbeddedRedis.start(dir, MEMORY_MAX_MIB))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another Zarang is running on");
        }
    }

    @Test
    void theNextStartFindsTheDataAndCloseLeavesNoProcess() throws Exception {
        ProcessHandle redis;
        try (EmbeddedRedis first = EmbeddedRedis.start(dir, MEMORY_MAX_MIB);
                RedisLink link = RedisLink.open(first.uri(), List.of())) {
            await().until(link::isUp);
            link.async().set("kept", "yes").get(5, SECONDS);
            redis = redisOf(dir);
        }
        assertThat(redis.isAlive()).isFalse();
        try (EmbeddedRedis second = EmbeddedRedis.start(dir, MEMORY_MAX_MIB);
                RedisLink link = RedisLink.open(second.uri(), List.of())) {
            await().until(link::isUp);
            assertThat(link.async().get("kept").get(5, SECONDS)).isEqualTo("yes");
        }
    }

    @Test
    void aKilledServerStartsAgainAtTheSamePlace() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(dir, MEMORY_MAX_MIB);
                RedisLink link = RedisLink.open(redis.uri(), List.of())) {
            await().until(link::isUp);
            link.async().set("kept", "yes").get(5, SECONDS);
            redisOf(dir).destroyForcibly();
            await().until(() -> !link.isUp());
            await().atMost(Duration.ofSeconds(10)).until(link::isUp);
            assertThat(link.async().get("kept").get(5, SECONDS)).isEqualTo("yes");
        }
    }

    @Test
    void nobodyElseMayReadAnythingAndThePasswordIsOnNoCommandLine() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(dir.resolve("with space"), MEMORY_MAX_MIB)) {
            Path folder = dir.resolve("with space");
            String password = redis.uri().replaceAll("redis://:(.*)@.*", "$1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve("redis.conf"))))
                    .isEqualTo("rw-------");
            try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
                assertThat(all.map(p -> p.info().commandLine().orElse("")).toList())
                        .isNotEmpty()
                        .noneMatch(line -> line.contains(password));
            }
        }
    }

    @Test
    void aDamagedBinaryIsReplacedAndBrokenDataIsNamed() throws Exception {
        EmbeddedRedis.start(dir, MEMORY_MAX_MIB).close();
        Path binary;
        try (Stream<Path> files = Files.list(dir)) {
            binary =
                    files.filter(f -> f.getFileName().toString().startsWith("redis-server"))
                            .findFirst()
                            .orElseThrow();
        }
        Files.writeString(binary, "#!/bin/false");
        EmbeddedRedis.start(dir, MEMORY_MAX_MIB).close();
        assertThat(Files.size(binary)).isGreaterThan(1_000_000);

        Files.writeString(dir.resolve("appendonlydir/appendonly.aof.manifest"), "rubbish\n");
        assertThatThrownBy(() -> EmbeddedRedis.start(dir, MEMORY_MAX_MIB))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redis-server did not start")
                .hasMessageContaining("AOF manifest");
    }

    private Process victim() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    private static ProcessHandle redisOf(Path dir) throws IOException {
        String pid = Files.readString(dir.resolve("redis.pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
