package zarang.redis.testkit;

import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.EmbeddedRedis;

/**
 * The embedded Redis in a folder of its own, and the ways it can fail. For tests.
 *
 * <p>It is a Redis Cluster of one node, so a command or a function that touches keys of two slots
 * is refused in every test: nothing that a real cluster would refuse gets as far as a release. Such
 * a node takes no writes for the 2 s after its start, so one that nobody signalled is emptied and
 * given to the next test.
 */
public final class TestRedis implements AutoCloseable {
    /** What a test may need. */
    public enum Mode {
        CLUSTER,
        /**
         * One server, as Zarang starts it. For tests of replication, which a cluster's node does by
         * itself.
         */
        ALONE
    }

    private static final Logger log = LoggerFactory.getLogger(TestRedis.class);
    private static final int MEMORY_MAX_MIB = 512;

    /** Not among the files that a test class must have closed: the next class may go on with it. */
    private static final Path FOLDERS = Path.of("target", "test-redis");

    private static final int SLOTS = 16_384;
    private static final int LOOK_EVERY_MS = 20;
    private static final int LOOKS_MAX = 500;

    /** Started, whole, and nobody's at the moment. */
    private static final Queue<TestRedis> IDLE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(TestRedis::removeIdle));
    }

    private final Path dir;
    private final EmbeddedRedis redis;
    private final Mode mode;
    private boolean signalled;

    private TestRedis(Path dir, EmbeddedRedis redis, Mode mode) {
        this.dir = dir;
        this.redis = redis;
        this.mode = mode;
    }

    /** An empty Redis, as good as new: a cluster of one node. */
    public static TestRedis start() throws IOException {
        TestRedis idle = IDLE.poll();
        if (idle != null) {
            idle.empty();
            return idle;
        }
        TestRedis started = start(Mode.CLUSTER);
        started.takeAllSlots();
        return started;
    }

    /** Starts an empty Redis; its folder goes with {@link #close}. */
    public static TestRedis start(Mode mode) throws IOException {
        Files.createDirectories(FOLDERS);
        Path dir = Files.createTempDirectory(FOLDERS, "redis");
        List<String> more =
                switch (mode) {
                    case ALONE -> List.of();
                    case CLUSTER -> List.of("cluster-enabled yes", "cluster-port " + freePort());
                };
        return new TestRedis(dir, EmbeddedRedis.start(dir, MEMORY_MAX_MIB, more), mode);
    }

    /** Where nodes of a cluster talk to each other: by itself 10,000 above the other port. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String uri() {
        return redis.uri();
    }

    /** Redis hangs: connections stay open and nothing is answered (SIGSTOP). */
    public void pause() throws IOException {
        signal("STOP");
    }

    /** Redis goes on where it hung (SIGCONT). */
    public void resume() throws IOException {
        signal("CONT");
    }

    /** Ends Redis in order (SIGTERM); it starts again by itself after about a second. */
    public void stop() throws IOException {
        signal("TERM");
    }

    /** Kills Redis (SIGKILL); it starts again by itself after about a second. */
    public void kill() throws IOException {
        signal("KILL");
    }

    private void signal(String name) throws IOException {
        signalled = true;
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

    private void takeAllSlots() throws IOException {
        try (RedisClient client = RedisClient.create(uri())) {
            RedisCommands<String, String> commands = client.connect().sync();
            int[] slots = new int[SLOTS];
            for (int slot = 0; slot < SLOTS; slot++) {
                slots[slot] = slot;
            }
            commands.clusterAddSlots(slots);
            for (int look = 0; !commands.clusterInfo().contains("cluster_state:ok"); look++) {
                if (look == LOOKS_MAX || pauseIsDisturbed()) {
                    throw new IOException("no cluster: " + commands.clusterInfo());
                }
            }
        }
    }

    private static boolean pauseIsDisturbed() {
        try {
            return new CountDownLatch(1).await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void empty() {
        try (RedisClient client = RedisClient.create(uri())) {
            RedisCommands<String, String> commands = client.connect().sync();
            commands.flushall();
            commands.functionFlush(FlushMode.SYNC);
        }
    }

    @Override
    public void close() throws IOException {
        if (mode == Mode.CLUSTER && !signalled) {
            IDLE.add(this);
        } else {
            remove();
        }
    }

    private static void removeIdle() {
        for (TestRedis idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            try {
                idle.remove();
            } catch (IOException e) {
                log.warn("redis.left dir={}", idle.dir, e);
            }
        }
    }

    private void remove() throws IOException {
        redis.close();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
