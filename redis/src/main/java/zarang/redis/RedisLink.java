package zarang.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis: one shared connection that is made again for ever, and that fails fast while it
 * is away. Any thread may call; nothing here waits, except {@link #dedicated} and {@link #close}.
 *
 * <p>One thread of its own, the keeper, connects, loads the function libraries, and only then lets
 * commands through; so no function is ever called before it is loaded, also after Redis came back
 * empty or somebody flushed them. A Redis that does not answer in time, or that is a replica (after
 * a fail-over the old master is one), is as good as gone: the connection is dropped and made anew,
 * which also follows a name or a virtual address that has moved and settles every command in
 * flight.
 *
 * <p>Stages complete on a Lettuce or timer thread, or at once on the caller's own.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    /** Calls waiting for an answer, at most; at 20,000 answers/s a fifth of a second of work. */
    static final int IN_FLIGHT_MAX = 4096;

    /** For commands given through {@link #async} as well. */
    private static final int QUEUE_MAX = 4 * IN_FLIGHT_MAX;

    private static final Duration LOAD_LIMIT = Duration.ofSeconds(5);
    private static final Duration PING_EVERY = Duration.ofSeconds(1);
    private static final Duration PING_LIMIT = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** How long a blocking read on a {@link #dedicated} connection may take, with its answer. */
    private static final Duration DEDICATED_LIMIT = Duration.ofSeconds(10);

    private static final long RETRY_FIRST_MS = 20;
    private static final long RETRY_MAX_MS = 1000;

    private final RedisURI uri;
    private final LoadedFunctions functions;
    private final LettuceClient client;
    private final ScheduledExecutorService keeper;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LastLook looked = new LastLook();
    private volatile @Nullable StatefulRedisConnection<String, String> live;

    // Of the keeper:
    private final List<Runnable> upListeners = new ArrayList<>();
    private long retryMs = RETRY_FIRST_MS;
    private @Nullable String awayReason;

    private RedisLink(RedisURI uri, List<FunctionLibrary> libraries) {
        this.uri = uri;
        functions = new LoadedFunctions(libraries);
        client = new LettuceClient(uri, QUEUE_MAX);
        keeper =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("zarang-redis").factory());
    }

    /**
     * Returns at once; connects in the background, for ever, with growing delay, and loads the
     * libraries at each (re)connect.
     *
     * @param uri as Lettuce reads it, such as {@code redis://:password@host:6379/0}; {@code
     *     rediss:} and {@code redis-sentinel:} too. It may hold a password and is never logged.
     * @throws IllegalArgumentException the uri is not one
     */
    public static RedisLink open(String uri, List<FunctionLibrary> libraries) {
        RedisURI parsed = RedisURI.create(uri);
        parsed.setTimeout(LettuceClient.CONNECT_LIMIT);
        parsed.setClientName("zarang");
        RedisLink link = new RedisLink(parsed, libraries);
        link.keep(link::connect);
        var _ =
                link.keeper.scheduleWithFixedDelay(
                        link::ping, PING_EVERY.toMillis(), PING_EVERY.toMillis(), MILLISECONDS);
        var _ =
                link.keeper.scheduleWithFixedDelay(
                        link::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), MILLISECONDS);
        return link;
    }

    /**
     * Calls a function. Fails with {@link RedisAway} at once when not connected or when too many
     * calls are in flight, and when no answer came within {@code limit}, 0.1 s later at most: then
     * it may still take effect, so every function must bear to be called again. What says that
     * Redis cannot serve anybody now (it is a replica, loads its data, cannot write to disk, is
     * full) is {@link RedisAway} too; any other no of Redis or the function is {@code
     * RedisCommandExecutionException}.
     */
    public <T> CompletionStage<T> fcall(
            String function,
            ScriptOutputType type,
            Duration limit,
            List<String> keys,
            String... args) {
        String[] keyArray = keys.toArray(String[]::new);
        String loaded = functions.nameOf(function);
        return run(limit, commands -> commands.fcall(loaded, type, keyArray, args));
    }

    /** Gives one plain command, under the same rules as {@link #fcall}. */
    public <T> CompletionStage<T> run(
            Duration limit, Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        StatefulRedisConnection<String, String> connection = live;
        if (connection == null) {
            return CompletableFuture.failedFuture(new RedisAway("not connected", false));
        }
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            inFlight.decrementAndGet();
            return CompletableFuture.failedFuture(new RedisAway("too many in flight", false));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Timeout late;
        RedisFuture<T> sent;
        try {
            sent = command.apply(connection.async());
            late = client.limit(answer, limit);
        } catch (RuntimeException e) {
            inFlight.decrementAndGet();
            throw e;
        }
        var _ =
                sent.whenComplete((value, failure) -> {
                    inFlight.decrementAndGet();
                    late.cancel();
                    if (failure == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(sorted(connection, failure));
                    }
                });
        return answer;
    }

    private Throwable sorted(
            StatefulRedisConnection<String, String> connection, Throwable failure) {
        Throwable cause = RedisAway.unwrapped(failure);
        if (!(cause instanceof RedisCommandExecutionException no)) {
            return new RedisAway("no answer: " + cause, true);
        }
        return switch (Refusal.of(no)) {
            case OURS -> no;
            case UNABLE -> new RedisAway(String.valueOf(no.getMessage()), false);
            case WRONG_SERVER -> {
                keep(() -> drop(connection, String.valueOf(no.getMessage())));
                yield new RedisAway(String.valueOf(no.getMessage()), false);
            }
        };
    }

    /**
     * The shared connection's plain commands, without limits of time; ask again for each use, for a
     * connection that broke stays broken. Never block on it: see {@link #dedicated}.
     *
     * @throws RedisAway not connected
     */
    public RedisAsyncCommands<String, String> async() {
        return connected().async();
    }

    /**
     * A connection of the caller's own for blocking reads; the caller closes it, and asks for a new
     * one after it broke. A synchronous command on it fails after 10 s, so let a read block for
     * less. Waits for the connection: not for the control loop.
     *
     * @throws RedisAway not connected
     */
    public StatefulRedisConnection<String, String> dedicated() {
        connected();
        try {
            StatefulRedisConnection<String, String> own = client.connect();
            own.setTimeout(DEDICATED_LIMIT);
            return own;
        } catch (RedisException e) {
            throw new RedisAway("cannot connect: " + e.getMessage(), false);
        }
    }

    private StatefulRedisConnection<String, String> connected() {
        StatefulRedisConnection<String, String> connection = live;
        if (connection == null) {
            throw new RedisAway("not connected", false);
        }
        return connection;
    }

    /** What Redis said of itself when last looked at, 10 s ago at most; empty before it is up. */
    public Optional<RedisState> state() {
        return looked.state();
    }

    /** Whether commands are let through now. */
    public boolean isUp() {
        return live != null;
    }

    /**
     * Runs {@code listener} on the keeper's thread each time the link comes up, and once soon if it
     * is up now. It must not wait.
     */
    public void onUp(Runnable listener) {
        keep(() -> {
            upListeners.add(listener);
            if (live != null) {
                tell(listener);
            }
        });
    }

    private void connect() {
        try {
            var _ =
                    client.connectSoon()
                            .whenCompleteAsync(
                                    (connection, failure) -> {
                                        if (failure != null) {
                                            retry(failure);
                                        } else {
                                            load(connection);
                                        }
                                    },
                                    this::keep);
        } catch (RuntimeException e) {
            retry(e);
        }
    }

    private void load(StatefulRedisConnection<String, String> connection) {
        RedisAsyncCommands<String, String> commands = connection.async();
        var _ =
                Master.asked(commands)
                        .thenCompose(master -> functions.load(commands))
                        .thenCompose(loaded -> commands.info())
                        .toCompletableFuture()
                        .copy()
                        .orTimeout(LOAD_LIMIT.toMillis(), MILLISECONDS)
                        .whenCompleteAsync(
                                (info, failure) -> {
                                    if (failure != null) {
                                        var _ = connection.closeAsync();
                                        retry(failure);
                                    } else {
                                        up(connection);
                                        looked.note(info);
                                    }
                                },
                                this::keep);
    }

    private void up(StatefulRedisConnection<String, String> connection) {
        retryMs = RETRY_FIRST_MS;
        awayReason = null;
        connection.addListener(
                new RedisConnectionStateListener() {
                    @Override
                    public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
                        keep(() -> drop(connection, "disconnected"));
                    }
                });
        live = connection;
        if (!connection.isOpen()) {
            drop(connection, "disconnected");
            return;
        }
        log.info(
                "redis.up host={} port={} libraries={}",
                uri.getHost(),
                uri.getPort(),
                functions.libraryNames());
        List.copyOf(upListeners).forEach(RedisLink::tell);
    }

    private void look() {
        StatefulRedisConnection<String, String> connection = live;
        if (connection != null) {
            // one that does not answer is the ping's business
            var _ = connection.async().info().thenAcceptAsync(looked::note, this::keep);
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("redis.listener-failed", e);
        }
    }

    private void ping() {
        StatefulRedisConnection<String, String> connection = live;
        if (connection != null) {
            var _ =
                    Master.asked(connection.async())
                            .toCompletableFuture()
                            .copy()
                            .orTimeout(PING_LIMIT.toMillis(), MILLISECONDS)
                            .exceptionallyAsync(
                                    failure -> {
                                        drop(connection, RedisAway.reason(failure));
                                        return "";
                                    },
                                    this::keep);
        }
    }

    private void drop(StatefulRedisConnection<String, String> connection, String reason) {
        if (connection.equals(live)) {
            live = null;
            var _ = connection.closeAsync();
            retry(new RedisAway(reason, true));
        }
    }

    private void retry(Throwable failure) {
        String reason = RedisAway.reason(failure);
        if (!reason.equals(awayReason)) {
            awayReason = reason;
            log.warn(
                    "redis.away host={} port={} reason=\"{}\"; trying for ever",
                    uri.getHost(),
                    uri.getPort(),
                    reason);
        }
        keepLater(this::connect, retryMs);
        retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
    }

    private void keep(Runnable message) {
        keepLater(message, 0);
    }

    private void keepLater(Runnable message, long delayMs) {
        try {
            var _ = keeper.schedule(message, delayMs, MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            log.debug("redis.closed");
        }
    }

    @Override
    public void close() {
        live = null;
        keeper.shutdownNow();
        client.close();
    }
}
