package zarang.crm.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.crm.spool.Spool;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * The journal on a Redis Stream, behind a spool on disk. Any thread.
 *
 * <p>An entry is on disk some milliseconds after {@link #append} and in Redis as soon as that
 * answers. Redis gives it the next number of its call and knows it again by its id, so a crash
 * anywhere means sending again and nothing else.
 */
public final class RedisJournal implements Journal, AutoCloseable {
    /** To be loaded by the link. */
    public static final FunctionLibrary LIBRARY =
            FunctionLibrary.ofResource(RedisJournal.class, "journal.lua");

    private static final Logger log = LoggerFactory.getLogger(RedisJournal.class);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private record Running(ConsumerLoop loop, Thread thread) {}

    private final JournalSettings settings;
    private final RedisLink redis;
    private final InstantSource clock;
    private final JournalStore store;
    private final JournalPump pump;
    private final Thread pumpThread;
    private final Map<String, Running> consumers = new ConcurrentHashMap<>();

    private RedisJournal(
            JournalSettings settings, RedisLink redis, InstantSource clock, Spool spool) {
        this.settings = settings;
        this.redis = redis;
        this.clock = clock;
        store = new JournalStore(redis, settings.remember());
        pump = new JournalPump(settings, spool, store, clock);
        pumpThread = Thread.ofPlatform().name("zarang-journal").unstarted(pump);
    }

    /**
     * Opens the spool and starts to send what is in it; then ends the calls that this node had open
     * when it died, see {@link #recovered}. Does not wait for Redis.
     *
     * @param redis with {@link #LIBRARY}; closed by its owner, after this
     * @throws IOException the spool's folder cannot be used
     */
    public static RedisJournal open(JournalSettings settings, RedisLink redis, InstantSource clock)
            throws IOException {
        Spool spool = Spool.open(settings.spool());
        if (spool.damagedBytes() > 0) {
            log.warn(
                    "journal.spool-cut bytes={}; a torn end after a crash is normal, more means a"
                            + " damaged disk",
                    spool.damagedBytes());
        }
        log.info("journal.open node={} waiting={}", settings.node(), spool.entries());
        RedisJournal journal = new RedisJournal(settings, redis, clock, spool);
        journal.pumpThread.start();
        return journal;
    }

    @Override
    public CompletionStage<JournalEntry> appendDurably(JournalEntry entry) {
        return pump.append(entry);
    }

    /**
     * The calls that this node had open when it died, after their {@code call.ended} was written.
     * Comes when Redis answers; fails only if the journal is closed before.
     */
    public CompletionStage<List<OpenCall>> recovered() {
        return pump.recovered();
    }

    /**
     * Ends the calls that a node had open when it died; for this node the same as {@link
     * #recovered}. For another, say one that was renamed or will not come back; may be repeated.
     * Fails with {@link IllegalStateException} if that node was heard of in the last 30 s.
     */
    public CompletionStage<List<OpenCall>> recoverOpenCalls(String node) {
        if (node.equals(settings.node())) {
            return recovered();
        }
        return store.lastAlive(node)
                .thenCompose(alive -> {
                    if (alive.filter(clock.instant().minus(DEAD_AFTER)::isBefore).isPresent()) {
                        return CompletableFuture.failedStage(
                                new IllegalStateException(node + " is alive"));
                    }
                    return store.recover(node);
                });
    }

    /** Calls of a node that began and have not ended. */
    public CompletionStage<List<OpenCall>> openCalls(String node) {
        return store.openCalls(node);
    }

    /**
     * Starts a consumer; it gets every entry that it has not done, now and after each restart.
     *
     * @throws IllegalStateException one of that name is running
     */
    public void consume(JournalConsumer consumer) {
        ConsumerLoop loop = new ConsumerLoop(settings, redis, consumer, clock);
        Thread thread =
                Thread.ofVirtual().name("zarang-journal-" + consumer.name()).unstarted(loop);
        if (consumers.putIfAbsent(consumer.name(), new Running(loop, thread)) != null) {
            throw new IllegalStateException("consumer " + consumer.name() + " is running");
        }
        thread.start();
    }

    /** Never waits. */
    public JournalFigures figures() {
        return pump.figures(consumers.values().stream().map(r -> r.loop().figures()).toList());
    }

    /** Sends what it can within 5 s, stops the consumers; the rest stays for the next start. */
    @Override
    public void close() {
        pump.stop(DRAIN_LIMIT);
        consumers.values().forEach(running -> running.loop().stop());
        try {
            pumpThread.join();
            for (Running running : consumers.values()) {
                if (!running.thread().join(STOP_LIMIT)) {
                    log.warn("journal.consumer-hangs thread={}", running.thread().getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
