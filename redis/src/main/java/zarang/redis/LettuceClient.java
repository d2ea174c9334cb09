package zarang.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lettuce as a link wants it, with its threads: two loops and a timer. Any thread. */
final class LettuceClient implements AutoCloseable {
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;

    /**
     * @param queueMax commands that wait for an answer, at most
     */
    LettuceClient(RedisURI uri, int queueMax) {
        this.uri = uri;
        resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .nettyCustomizer(new WritesTogether())
                        .build();
        client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        .autoReconnect(false)
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(queueMax)
                        .socketOptions(
                                SocketOptions.builder().connectTimeout(CONNECT_LIMIT).build())
                        .build());
    }

    /** What was asked while the loop was busy goes to Redis with one write, in its order. */
    static final class WritesTogether implements NettyCustomizer {
        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline()
                    .addFirst(
                            new FlushConsolidationHandler(
                                    FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES,
                                    true));
        }
    }

    CompletionStage<StatefulRedisConnection<String, String>> connectSoon() {
        return client.connectAsync(StringCodec.UTF8, uri);
    }

    /** Waits for the connection. */
    StatefulRedisConnection<String, String> connect() {
        return client.connect(StringCodec.UTF8, uri);
    }

    /**
     * Fails {@code answer} with {@link RedisAway} after {@code limit}, 0.1 s later at most. By a
     * wheel that turns ten times a second whatever is asked, where {@code orTimeout} wakes a thread
     * for each question and for each answer.
     */
    Timeout limit(CompletableFuture<?> answer, Duration limit) {
        return resources
                .timer()
                .newTimeout(
                        late ->
                                answer.completeExceptionally(
                                        new RedisAway("no answer in time", true)),
                        limit.toMillis(),
                        MILLISECONDS);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT_LIMIT);
        resources.shutdown(0, CONNECT_LIMIT.toMillis(), MILLISECONDS).awaitUninterruptibly();
    }
}
