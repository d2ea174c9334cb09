package zarang.routing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.QueueName;
import zarang.call.journal.JournalConsumer;
import zarang.call.loop.ControlLoop;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * Figures of queues and agents by the quarter of an hour, of all processes that share a Redis. They
 * are made from the journal's facts, some moments after these, and nothing is lost or doubled by a
 * crash. Any thread.
 *
 * <p>Bounded: kept for some days, {@value #READERS} read at once.
 */
public final class Statistics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Statistics.class);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final int READERS = 2;
    private static final int READ_WAIT_S = 5;

    private final ControlLoop loop;
    private final StatisticsStore store;
    private final ZoneId zone;
    private final Instant started;
    private final StatisticsConsumer consumer;
    private final Semaphore readers = new Semaphore(READERS, true);
    private volatile boolean closed;

    Statistics(
            ControlLoop loop,
            StatisticsStore store,
            ZoneId zone,
            Function<QueueName, ServiceLimits> limits) {
        this.loop = loop;
        this.store = store;
        this.zone = zone;
        started = loop.instant();
        consumer = new StatisticsConsumer(store, loop, started, limits);
    }

    /**
     * Opens them.
     *
     * @param redis a link that was opened with {@link #library}
     * @param keep how long the figures of a day are kept after it
     * @param zone whose hours and days intervals are of
     * @param limits by what a queue's service is measured now; called on threads that may wait
     */
    public static Statistics open(
            ControlLoop loop,
            RedisLink redis,
            Duration keep,
            ZoneId zone,
            Function<QueueName, ServiceLimits> limits) {
        Statistics statistics =
                new Statistics(loop, new RedisStatistics(redis, keep), zone, limits);
        loop.post(statistics::beat);
        return statistics;
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return RedisStatistics.LIBRARY;
    }

    /** What makes the figures, to be given the journal. */
    public JournalConsumer consumer() {
        return consumer;
    }

    /** Whose hours and days intervals are of. */
    public ZoneId zone() {
        return zone;
    }

    /** Of queues, by time, then by name. Fails while Redis is away, or if too many ask. */
    public CompletionStage<List<QueueRow>> queues(StatisticsWish wish) {
        return read(
                Measured.Kind.QUEUE,
                wish,
                row -> QueueRow.of(row.name(), row.span(), row.tallies()));
    }

    /** Of agents, by time, then by name. Fails while Redis is away, or if too many ask. */
    public CompletionStage<List<AgentRow>> agents(StatisticsWish wish) {
        return read(
                Measured.Kind.AGENT,
                wish,
                row -> AgentRow.of(row.name(), row.span(), row.tallies()));
    }

    private <T> CompletionStage<List<T>> read(
            Measured.Kind kind, StatisticsWish wish, Function<StatisticsReading.Row, T> shown) {
        return CompletableFuture.supplyAsync(
                () -> {
                    enter();
                    try {
                        return new StatisticsReading(
                                        store, consumer.states(), zone, loop.instant(), kind, wish)
                                .rows().stream().map(shown).toList();
                    } finally {
                        readers.release();
                    }
                },
                Thread.ofVirtual().name("statistics")::start);
    }

    private void enter() {
        try {
            if (readers.tryAcquire(READ_WAIT_S, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("others read the statistics: ask again in a moment");
    }

    private void beat() {
        if (closed) {
            return;
        }
        var _ =
                store.beat(loop.instant(), started)
                        .whenComplete((gap, failure) -> {
                            if (failure != null) {
                                log.debug("statistics.beat-failed", failure);
                            }
                        });
        loop.schedule(BEAT, this::beat);
    }

    /** Never waits. */
    public StatisticsCounts counts() {
        return consumer.counts();
    }

    @Override
    public void close() {
        closed = true;
    }
}
