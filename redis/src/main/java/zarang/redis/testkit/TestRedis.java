package zarang.redis.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import zarang.redis.EmbeddedRedis;

/** The embedded Redis in a folder of its own, and the ways it can fail. For tests. */
public final class TestRedis implements AutoCloseable {
    private static final int MEMORY_MAX_MIB = 512;

    private final Path dir;
    private final EmbeddedRedis redis;

    private TestRedis(Path dir, EmbeddedRedis redis) {
        this.dir = dir;
        this.redis = redis;
    }

    /** Starts an empty Redis; its folder goes with {@link #close}. */
    public static TestRedis start() throws IOException {
        Path dir = Files.createTempDirectory("zarang-redis");
        return new TestRedis(dir, EmbeddedRedis.start(dir, MEMORY_MAX_MIB));
    }

    public String uri() {
        return redis.uri();
    }

    public Path dir() {
        return dir;
    }

    /** Redis hangs: connections stay open and nothing is answered (SIGSTOP). */
    public void pause() throws IOException {
        signal("STOP");
    }

    /** Redis goes on where it hung (SIGCONT). */
    public void resume() throws IOException {
        signal("CONT");
    }

    /** Kills Redis (SIGKILL); it starts again by itself after about a second. */
    public void kill() throws IOException {
        signal("KILL");
    }

    private void signal(String name) throws IOException {
        String pid = Files.readString(dir.resolve("redis.pid")).strip();
        try {
            int status = new ProcessBuilder(List.of("kill", "-" + name, pid)).start().waitFor();
            if (status != 0) {
                throw new IOException("kill -" + name + " " + pid + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        redis.close();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
