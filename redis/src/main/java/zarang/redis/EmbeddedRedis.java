package zarang.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis of Zarang's own: a {@code redis-server} process on loopback, with a password made at each
 * start, that acknowledges a write only once it is on disk.
 *
 * <p>It dies with this process, also on kill -9: a small shell holds the other end of a pipe (see
 * {@code keep-redis.sh}). If it dies first it is started again on the same port. One folder serves
 * one process; a server left over from a killed one is awaited, then stopped, before a new one
 * starts.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

    /** Another process may take the chosen port before Redis does. */
    private static final int PORT_TRIES = 3;

    private static final long STOP_LIMIT_S = 10;
    private static final long RESTART_DELAY_S = 1;

    private final Path binary;
    private final RedisFolder folder;
    private final FileChannel lock;
    private final String password;
    private final int port;
    private RedisProcess process;
    private boolean closed;

    private EmbeddedRedis(
            Path binary,
            RedisFolder folder,
            FileChannel lock,
            String password,
            int port,
            RedisProcess process) {
        this.binary = binary;
        this.folder = folder;
        this.lock = lock;
        this.password = password;
        this.port = port;
        this.process = process;
        process.onExit(this::died);
    }

    /**
     * Starts Redis on the data in {@code dir}, which is made if need be; returns when it answers.
     * Waits: not for the control loop.
     *
     * @param memoryMaxMib memory that it may use; beyond, it refuses writes and evicts nothing
     * @throws IOException it does not start; the message says what to do
     */
    public static EmbeddedRedis start(Path dir, int memoryMaxMib) throws IOException {
        return start(dir, memoryMaxMib, List.of());
    }

    /**
     * The same with more lines of Redis' own configuration.
     *
     * @param more such as {@code cluster-enabled yes}
     */
    public static EmbeddedRedis start(Path dir, int memoryMaxMib, List<String> more)
            throws IOException {
        RedisFolder folder = RedisFolder.of(dir);
        FileChannel lock = lock(folder.lockFile());
        try {
            folder.stopLeftover();
            Path binary =
                    RedisBinary.find(
                            folder.path(),
                            System.getProperty("os.name", ""),
                            System.getProperty("os.arch", ""),
                            System.getenv().getOrDefault("PATH", ""));
            EmbeddedRedis redis = onFreePort(binary, folder, lock, memoryMaxMib, more);
            log.info("redis.started port={} dir={}", redis.port, folder.path());
            return redis;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedRedis onFreePort(
            Path binary, RedisFolder folder, FileChannel lock, int memoryMaxMib, List<String> more)
            throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            folder.writeConfig(port, password, memoryMaxMib, more);
            try {
                RedisProcess process = RedisProcess.start(binary, folder);
                return new EmbeddedRedis(binary, folder, lock, password, port, process);
            } catch (RedisProcess.PortTaken e) {
                if (attempt == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Where it listens, for {@link RedisLink#open}. Holds the password: not for a log. */
    public String uri() {
        return "redis://:" + password + "@127.0.0.1:" + port + "/0";
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("redis.locked-by-this-process");
        }
        channel.close();
        throw new IOException(
                "another Zarang is running on "
                        + file.getParent()
                        + ": stop it, or choose another folder with --data");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private synchronized void died() {
        if (closed) {
            return;
        }
        log.error("redis.died port={} again-in-s={}; see the lines above", port, RESTART_DELAY_S);
        Executor later = CompletableFuture.delayedExecutor(RESTART_DELAY_S, SECONDS);
        later.execute(this::startAgain);
    }

    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        try {
            process.stop(0);
            folder.stopLeftover();
            process = RedisProcess.start(binary, folder);
            process.onExit(this::died);
            log.info("redis.started-again port={}", port);
        } catch (IOException | RuntimeException e) {
            log.error("redis.start-failed port={}", port, e);
            died();
        }
    }

    /** Stops Redis and waits until it is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        process.stop(STOP_LIMIT_S);
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.info("redis.stopped port={}", port);
    }
}
