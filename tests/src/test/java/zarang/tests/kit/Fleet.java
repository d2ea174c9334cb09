package zarang.tests.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import zarang.redis.testkit.TestRedis;

/** Servers of one configuration that share a Redis: they start side by side, and end so. */
public final class Fleet implements AutoCloseable {
    private final Path work;
    private final Conf conf;
    private final TestRedis redis;
    private final List<ServerProcess> servers = new ArrayList<>();

    /**
     * Starts the Redis, whose password goes where the settings want it.
     *
     * @param work where each server has its data, in a folder of its name
     */
    public Fleet(Path work, Conf conf) throws IOException {
        this.work = work;
        this.conf = conf;
        redis = TestRedis.start();
        String userInfo = URI.create(redis.uri()).getUserInfo();
        secret(
                conf.folder().resolve("redis-password"),
                userInfo.substring(userInfo.indexOf(':') + 1));
    }

    /** A file that nobody else may read. */
    public static void secret(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /**
     * Starts two servers at the same moment; either may come to own the floor.
     *
     * @param settings more {@code --set} values of both
     */
    public List<ServerProcess> startTwo(String one, String other, String... settings) {
        CompletableFuture<ServerProcess> beside =
                CompletableFuture.supplyAsync(() -> start(one, settings));
        ServerProcess second = start(other, settings);
        servers.addAll(List.of(beside.join(), second));
        return List.copyOf(servers);
    }

    private ServerProcess start(String name, String... settings) {
        return ServerProcess.start(
                conf.folder(),
                work.resolve(name),
                Stream.concat(
                                Stream.of(
                                        conf.promptsSetting(),
                                        "redis.uri=" + redis.uri().replaceFirst("//[^@]*@", "//"),
                                        "redis.password-file=redis-password"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    /** Redis ends in order (SIGTERM), and starts again after about a second. */
    public void stopRedis() throws IOException {
        redis.stop();
    }

    /** Redis is killed (SIGKILL), and starts again after about a second. */
    public void killRedis() throws IOException {
        redis.kill();
    }

    @Override
    public void close() throws IOException {
        CompletableFuture.allOf(
                        servers.stream()
                                .map(server -> CompletableFuture.runAsync(server::close))
                                .toArray(CompletableFuture[]::new))
                .join();
        redis.close();
    }
}
