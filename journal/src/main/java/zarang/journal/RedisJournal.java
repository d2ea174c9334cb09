package zarang.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.FactTypes;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.RealTime;
import zarang.journal.spool.Spool;
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
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private record Running(ConsumerLoop loop, Thread thread) {}

    private final JournalSettings settings;
    private final RedisLink redis;
    private final InstantSource clock;
    private final Version version;
    private final JournalPump pump;
    private final Thread pumpThread;
    private final StreamTail tail;
    private final Thread tailThread;
    private final AtomicBoolean followed = new AtomicBoolean();
    private final Map<String, Running> consumers = new ConcurrentHashMap<>();

    @RealTime
    private RedisJournal(
            JournalSettings settings,
            RedisLink redis,
            InstantSource clock,
            Spool spool,
            Version version) {
        this.settings = settings;
        this.redis = redis;
        this.clock = clock;
        this.version = version;
        pump =
                new JournalPump(
                        settings,
                        spool,
                        new JournalStore(redis, settings.remember()),
                        clock,
                        version.reader(),
                        version.times(),
                        System.nanoTime());
        tail = new StreamTail(redis);
        tailThread = Thread.ofVirtual().name("zarang-journal-tail").unstarted(tail);
        pumpThread = Thread.ofPlatform().name("zarang-journal").unstarted(pump);
    }

    /**
     * Opens the spool and starts to send what is in it; then ends the calls that this node had open
     * when it died, see {@link #recovered}. Does not wait for Redis.
     *
     * @param redis with {@link #LIBRARY}; closed by its owner, after this
     * @param types the facts that consumers here can read; others wait for a version that can
     * @throws IOException the spool's folder cannot be used
     */
    public static RedisJournal open(
            JournalSettings settings, RedisLink redis, InstantSource clock, FactTypes types)
            throws IOException {
        return open(
                settings, redis, clock, new Version(new EntryReader(types), NodeTimes.STANDARD));
    }

    /** What a test may have otherwise. */
    record Version(EntryReader reader, NodeTimes times) {}

    static RedisJournal open(
            JournalSettings settings, RedisLink redis, InstantSource clock, Version version)
            throws IOException {
        return open(settings, redis, clock, Spool.open(settings.spool(), clock), version);
    }

    static RedisJournal open(
            JournalSettings settings,
            RedisLink redis,
            InstantSource clock,
            Spool spool,
            Version version) {
        if (spool.damagedBytes() > 0) {
            log.warn(
                    "journal.spool-cut bytes={}; a torn end after a crash is normal, more means a"
                            + " damaged disk",
                    spool.damagedBytes());
        }
        unpark(spool);
        log.info("journal.open node={} waiting={}", settings.node(), spool.entries());
        RedisJournal journal = new RedisJournal(settings, redis, clock, spool, version);
        journal.pumpThread.start();
        return journal;
    }

    @RealTime
    private static void unpark(Spool spool) {
        try {
            int back = spool.unpark(System.nanoTime());
            if (back > 0) {
                log.info("journal.unparked entries={}; put aside by an earlier version", back);
            }
        } catch (IOException e) {
            log.error("journal.unpark-fails; they are tried again at the next start", e);
        }
    }

    /**
     * Waits until it is certain that no other living process has this node's name. Some seconds at
     * most, right after a crash; if Redis does not answer, not even that. To be called at the
     * start, before calls are taken.
     *
     * @throws NodeTakenException another one has it: this process must not go on
     */
    public void awaitName() throws NodeTakenException {
        try {
            pump.watch().claimed().get(CLAIM_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeTakenException taken) {
                throw taken;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            log.warn(
                    "journal.name-unsure node={}; Redis did not say whether another process has"
                            + " this name: it is asked on",
                    settings.node());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /** Calls of a node that began and have not ended. */
    public CompletionStage<List<OpenCall>> openCalls(String node) {
        return pump.recovery().openCalls(node);
    }

    /**
     * Starts a consumer; it gets every entry that it has not done, now and after each restart.
     *
     * @throws IllegalStateException one of that name is running
     */
    public void consume(JournalConsumer consumer) {
        ConsumerLoop loop =
                new ConsumerLoop(settings, redis, tail, consumer, clock, version.reader());
        Thread thread =
                Thread.ofVirtual().name("zarang-journal-" + consumer.name()).unstarted(loop);
        if (consumers.putIfAbsent(consumer.name(), new Running(loop, thread)) != null) {
            throw new IllegalStateException("consumer " + consumer.name() + " is running");
        }
        if (followed.compareAndSet(false, true)) {
            tailThread.start();
        }
        thread.start();
    }

    /** Those without which facts stay where they are. Any thread. */
    public List<Thread> threads() {
        Stream<Thread> own =
                followed.get() ? Stream.of(pumpThread, tailThread) : Stream.of(pumpThread);
        return Stream.concat(own, consumers.values().stream().map(Running::thread)).toList();
    }

    /** Never waits. */
    public JournalFigures figures() {
        return pump.figures(consumers.values().stream().map(r -> r.loop().figures()).toList());
    }

    /**
     * Sends what it can within {@code drain}, stops the consumers; the rest stays for the next
     * start.
     */
    @Override
    public void close() {
        pump.stop(settings.drain());
        consumers.values().forEach(running -> running.loop().stop());
        tail.stop();
        try {
            pumpThread.join();
            free();
            for (Running running : consumers.values()) {
                if (!running.thread().join(STOP_LIMIT)) {
                    log.warn("journal.consumer-hangs thread={}", running.thread().getName());
                }
            }
            if (followed.get()) {
                tailThread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Best effort: without it the next process waits for some seconds. */
    private void free() throws InterruptedException {
        try {
            pump.watch().free().toCompletableFuture().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("journal.name-not-freed node={}", settings.node(), e);
        }
    }
}
