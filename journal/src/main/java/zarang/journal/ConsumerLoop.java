package zarang.journal;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.journal.JournalConsumer;
import zarang.journal.ConsumerStore.Dealt;
import zarang.journal.ConsumerStore.Found;
import zarang.journal.ConsumerStore.Share;
import zarang.redis.RedisLink;

/**
 * Reads the stream for one consumer, and has this node's part of it done.
 *
 * <p><b>Concurrency.</b> A virtual thread and a connection of its own wait for what is new; each
 * {@link PartitionLoop} is another virtual thread. The consumer is called by all of them at once,
 * for one subject by one at a time.
 *
 * <p><b>Order.</b> A subject's entries lie in one partition for ever ({@code bucket}). Redis deals
 * what is new to the partitions in the stream's order, whichever node asks, into the lists of what
 * a partition has been given and has not done. So the next holder of a partition gets first what
 * the last one left, and neither a crash nor a new node name strands an entry or turns two round.
 *
 * <p><b>Leases.</b> Each node says every third of a lease that it reads and takes what partitions
 * are free, up to its fair part; one that has more gives some up between two entries. A node that
 * is silent for a lease has lost all of its partitions, and stops before the next entry.
 *
 * <p><b>Bounds.</b> A partition holds two batches; 4,096 entries of a group may be dealt and not
 * done. While Redis is away everything waits, and goes on.
 */
final class ConsumerLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final int BATCH = 64;

    /** New entries that are dealt at once: about a batch for every other partition. */
    private static final int NEW_MAX = 256;

    private static final Duration BLOCK = Duration.ofSeconds(1);

    /** While a partition has work, more may lie there for it. */
    private static final Duration BLOCK_BUSY = Duration.ofMillis(100);

    private static final Duration LEASE = Duration.ofSeconds(10);

    /**
     * Entries come a few at a time; gathering them costs a receiver 100 ms and saves most round
     * trips.
     */
    private static final Duration GATHER = Duration.ofMillis(100);

    private static final Duration AWAY_PAUSE = Duration.ofMillis(300);

    /** Fifteen seconds: a start takes a moment to connect, which is nothing to warn of. */
    private static final int AWAY_LOG_TIMES = 50;

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final JournalSettings settings;
    private final RedisLink redis;
    private final InstantSource clock;
    private final ConsumerStore store;
    private final GroupWork work;
    private final StopSignal stop = new StopSignal();
    private final Semaphore room = new Semaphore(0);
    private volatile Instant leasedAt = Instant.MIN;
    private volatile long behind = -1;

    // Of the thread:
    private final Map<Integer, PartitionLoop> partitions = new TreeMap<>();
    private int all;
    private int awayTimes;
    private Instant measureAt = Instant.MIN;

    ConsumerLoop(
            JournalSettings settings,
            RedisLink redis,
            JournalConsumer consumer,
            InstantSource clock,
            EntryReader reader) {
        this.settings = settings;
        this.redis = redis;
        this.clock = clock;
        store = new ConsumerStore(redis, consumer.name(), settings.node());
        work = new GroupWork(settings, store, consumer, reader);
    }

    @Override
    public void run() {
        try {
            while (!stop.isStopped()) {
                try (StatefulRedisConnection<String, String> own = redis.dedicated()) {
                    serve(own.sync());
                } catch (RuntimeException e) {
                    if (++awayTimes == AWAY_LOG_TIMES) {
                        log.warn(
                                "journal.consumer-waits group={} reason=\"{}\"",
                                work.group,
                                e.getMessage());
                    }
                    behind = -1;
                    leasedAt = Instant.MIN;
                    end(List.copyOf(partitions.keySet()));
                    stop.await(AWAY_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("journal.consumer-stopped group={}", work.group);
    }

    private void serve(RedisCommands<String, String> commands) throws InterruptedException {
        create(commands);
        log.info("journal.consumer-reads group={}", work.group);
        while (!stop.isStopped()) {
            if (!isLeasedFor(LEASE.multipliedBy(2).dividedBy(3))) {
                share();
            }
            awayTimes = 0;
            Map<Integer, String> wanting = wanting();
            if (partitions.isEmpty()) {
                stop.await(BLOCK);
            } else if (wanting.isEmpty()) {
                awaitRoom();
            } else {
                Found found = store.read(work.unwanted, all, NEW_MAX, BATCH, wanting);
                hand(found.entries());
                measure();
                pause(commands, found);
            }
        }
        end(List.copyOf(partitions.keySet()));
        store.leave(all);
    }

    /** From the stream's beginning: what was written before the group existed is for it as well. */
    private void create(RedisCommands<String, String> commands) {
        try {
            commands.xgroupCreate(
                    StreamOffset.from(JournalStore.STREAM, "0"),
                    work.group,
                    XGroupCreateArgs.Builder.mkstream());
        } catch (RedisBusyException there) {
            log.debug("journal.group-exists group={}", work.group);
        }
    }

    private boolean isLeased() {
        return isLeasedFor(Duration.ZERO);
    }

    /** Whether the lease lasts so much longer; a clock that was set back makes it no longer. */
    private boolean isLeasedFor(Duration more) {
        Instant now = clock.instant();
        return now.plus(more).isBefore(leasedAt.plus(LEASE)) && !now.isBefore(leasedAt);
    }

    /** Renews the lease, ends what is another's or too much, begins what is new. */
    private void share() throws InterruptedException {
        Instant asked = clock.instant();
        Share share = store.share(LEASE, settings.partitions());
        all = share.all();
        List<Integer> lost = new ArrayList<>(partitions.keySet());
        lost.removeAll(share.own());
        end(lost);
        leasedAt = asked;
        List<Integer> surplus =
                share.own().subList(Math.min(share.fair(), share.own().size()), share.own().size());
        end(surplus);
        surplus.forEach(store::giveUp);
        for (int partition : share.own()) {
            if (!surplus.contains(partition)) {
                partitions.computeIfAbsent(
                        partition,
                        p ->
                                new PartitionLoop(work, p, all, this::isLeased, room::release)
                                        .started());
            }
        }
    }

    private void end(List<Integer> over) throws InterruptedException {
        for (int partition : over) {
            PartitionLoop loop = partitions.get(partition);
            if (loop != null) {
                loop.stop();
            }
        }
        for (int partition : over) {
            PartitionLoop loop = partitions.remove(partition);
            if (loop != null) {
                loop.awaitEnd();
            }
        }
    }

    /** Of each partition that has room, the last entry that it was given. */
    private Map<Integer, String> wanting() {
        Map<Integer, String> wanting = new LinkedHashMap<>();
        partitions.forEach((partition, loop) -> {
            if (loop.isBroken()) {
                throw new IllegalStateException("partition " + partition + " could not go on");
            }
            if (loop.hasRoom()) {
                wanting.put(partition, loop.last);
            }
        });
        return wanting;
    }

    private void hand(List<Dealt> entries) {
        Map<Integer, List<Dealt>> batches = new TreeMap<>();
        for (Dealt entry : entries) {
            batches.computeIfAbsent(entry.partition(), p -> new ArrayList<>()).add(entry);
        }
        partitions.forEach((partition, loop) -> {
            List<Dealt> batch = batches.get(partition);
            if (batch != null) {
                loop.give(batch);
            }
        });
    }

    private void pause(RedisCommands<String, String> commands, Found found)
            throws InterruptedException {
        if (found.entries().isEmpty() && found.dealt() == 0) {
            boolean busy = partitions.values().stream().anyMatch(PartitionLoop::isBusy);
            awaitNews(commands, found.newest(), busy ? BLOCK_BUSY : BLOCK);
        } else if (found.dealt() < NEW_MAX) {
            stop.await(GATHER);
        }
    }

    /** Until the stream has something newer. What it is comes with the next reading. */
    @SuppressWarnings("unchecked") // Lettuce's varargs of a generic type
    private static void awaitNews(
            RedisCommands<String, String> commands, String newest, Duration most) {
        commands.xread(
                XReadArgs.Builder.count(1).block(most),
                StreamOffset.from(JournalStore.STREAM, newest));
    }

    private void awaitRoom() throws InterruptedException {
        if (room.tryAcquire(BLOCK.toMillis(), TimeUnit.MILLISECONDS)) {
            room.drainPermits();
        }
    }

    private void measure() {
        Instant now = clock.instant();
        if (now.isBefore(measureAt)
                && measureAt.isBefore(now.plus(MEASURE_EVERY.multipliedBy(2)))) {
            return;
        }
        measureAt = now.plus(MEASURE_EVERY);
        behind = store.behind();
    }

    /** Any thread. What is being done is finished first. */
    void stop() {
        stop.stop();
    }

    JournalFigures.ConsumerFigures figures() {
        Parking parking = work.parking;
        return new JournalFigures.ConsumerFigures(
                work.group,
                work.done.sum(),
                work.failed.sum(),
                parking.parked(),
                parking.unread(),
                parking.dropped(),
                behind);
    }
}
