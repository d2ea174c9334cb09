package zarang.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the embedded Redis keeps in its folder: append-only files, configuration, who runs it.
 *
 * <p>Only the owner may read it, for the configuration holds the password.
 */
final class RedisFolder {
    private static final Logger log = LoggerFactory.getLogger(RedisFolder.class);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** A left-over server stops by itself at once, its parent being gone. */
    private static final long LEFTOVER_LIMIT_S = 3;

    private final Path path;

    private RedisFolder(Path path) {
        this.path = path;
    }

    static RedisFolder of(Path dir) throws IOException {
        Path path = dir.toAbsolutePath().normalize();
        if (path.toString().chars().anyMatch(Character::isISOControl)) {
            throw new IOException(
                    "Redis cannot live in a folder with a control character: " + path);
        }
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return new RedisFolder(path);
    }

    Path path() {
        return path;
    }

    Path lockFile() {
        return path.resolve("lock");
    }

    Path config() {
        return path.resolve("redis.conf");
    }

    private Path redisPidFile() {
        return path.resolve("redis.pid");
    }

    private Path keeperPidFile() {
        return path.resolve("keeper.pid");
    }

    /**
     * @param more further lines
     */
    void writeConfig(int port, String password, int memoryMaxMib, List<String> more)
            throws IOException {
        String config =
                """
                # Written at each start of Zarang; changes are lost.
                bind 127.0.0.1
                port %d
                protected-mode yes
                requirepass %s
                dir %s
                pidfile %s
                daemonize no
                loglevel notice
                # Points are money: a write is acknowledged when it is on disk, and none is evicted.
                appendonly yes
                appendfsync always
                maxmemory-policy noeviction
                maxmemory %dmb
                save ""
                """
                        .formatted(
                                port,
                                password,
                                quoted(path.toString()),
                                quoted(redisPidFile().toString()),
                                memoryMaxMib);
        replace(config(), config + String.join("\n", more));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The script that keeps Redis alive as long as this process, written out for {@code sh}. */
    Path keeperScript() throws IOException {
        try (InputStream in = RedisFolder.class.getResourceAsStream("keep-redis.sh")) {
            if (in == null) {
                throw new IOException("keep-redis.sh is not on the class path");
            }
            Path script = path.resolve("keep-redis.sh");
            replace(script, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return script;
        }
    }

    /** Notes who runs Redis, before Redis runs. */
    void noteKeeper(ProcessHandle keeper) throws IOException {
        replace(keeperPidFile(), keeper.pid() + " " + startOf(keeper));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    private void replace(Path file, String content) throws IOException {
        Path part = Files.createTempFile(path, "write", ".part", OWNER_ONLY);
        Files.writeString(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The Redis that runs in this folder, by the pid it wrote itself. */
    Optional<ProcessHandle> redis() throws IOException {
        String[] words = read(redisPidFile());
        return words.length == 1
                ? ProcessHandle.of(Long.parseLong(words[0])).filter(RedisFolder::isRedis)
                : Optional.empty();
    }

    private static boolean isRedis(ProcessHandle process) {
        return process.info()
                .command()
                .map(c -> Path.of(c).getFileName().toString())
                .orElse("")
                .startsWith("redis-");
    }

    /** Returns when neither the Redis nor the shell of an earlier process is alive. */
    void stopLeftover() throws IOException {
        Optional<ProcessHandle> redis = redis();
        if (redis.isPresent()) {
            stop(redis.get());
        }
        String[] words = read(keeperPidFile());
        if (words.length == 2) {
            Optional<ProcessHandle> keeper =
                    ProcessHandle.of(Long.parseLong(words[0]))
                            .filter(process -> startOf(process).equals(words[1]));
            if (keeper.isPresent()) {
                stop(keeper.get());
            }
        }
        Files.deleteIfExists(redisPidFile());
        Files.deleteIfExists(keeperPidFile());
    }

    private static void stop(ProcessHandle leftover) throws IOException {
        log.info("redis.leftover pid={}; waiting until it is gone", leftover.pid());
        if (!goesBy(leftover, LEFTOVER_LIMIT_S)) {
            log.warn("redis.leftover-killed pid={}", leftover.pid());
            leftover.destroyForcibly();
            // Nobody reaps it in some containers; it is as good as gone once it runs nothing.
            if (!goesBy(leftover, LEFTOVER_LIMIT_S) && leftover.info().command().isPresent()) {
                throw new IOException("cannot stop the left-over process " + leftover.pid());
            }
        }
    }

    private static boolean goesBy(ProcessHandle process, long limitS) throws IOException {
        try {
            process.onExit().get(limitS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String[] read(Path file) throws IOException {
        try {
            String text = Files.readString(file).strip();
            return text.matches("[0-9]{1,18}( \\S+)?") ? text.split(" ", -1) : new String[0];
        } catch (NoSuchFileException none) {
            return new String[0];
        }
    }
}
