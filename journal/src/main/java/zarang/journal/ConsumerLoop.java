package zarang.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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
 * <p><b>Concurrency.</b> A virtual thread waits for what {@link StreamTail} has seen; each {@link
 * PartitionLoop} is another virtual thread. The consumer is called by all of them at once, for one
 * subject by one at a time.
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
 * <p><b>Bounds.</b> A partition holds eight batches beside what it is at; 4,096 entries of a group
 * may be dealt and not done. While Redis is away everything waits, and goes on.
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

    private static final Duration AWAY_PAUSE = Duration.ofMillis(300);

    /** Fifteen seconds: a start takes a moment to connect, which is nothing to warn of. */
    private static final int AWAY_LOG_TIMES = 50;

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final JournalSettings settings;
    private final StreamTail tail;
    private final InstantSource clock;
    private final ConsumerStore store;
    private final GroupWork work;
    private final StopSignal stop = new StopSignal();
    private final Semaphore room = new Semaphore(0);
    private volatile Instant leasedAt = Instant.MIN;
    private volatile long behind = -1;

    private final LongAdder readings = new LongAdder();

    // Of the thread:
    private final Map<Integer, PartitionLoop> partitions = new TreeMap<>();

    /** Of which there may be more in Redis than was given, besides what is dealt next. */
    private final Set<Integer> owing = new HashSet<>();

    /** The entry up to which the group was dealt; empty if that is not known. */
    private String upto = "";

    private int all;
    private int awayTimes;
    private Instant measureAt = Instant.MIN;

    ConsumerLoop(
            JournalSettings settings,
            RedisLink redis,
            StreamTail tail,
            JournalConsumer consumer,
            InstantSource clock,
            EntryReader reader) {
        this.settings = settings;
        this.tail = tail;
        this.clock = clock;
        store = new ConsumerStore(redis, consumer.name(), settings.node());
        work = new GroupWork(settings, store, consumer, reader);
    }

    @Override
    public void run() {
        try {
            while (!stop.isStopped()) {
                try {
                    serve();
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

    private void serve() throws InterruptedException {
        store.create();
        upto = "";
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
                step(wanting);
                measure();
            }
        }
        end(List.copyOf(partitions.keySet()));
        store.leave(all);
    }

    /** What the tail has seen is dealt by it; what lies further back, or with Redis, is read. */
    private void step(Map<Integer, String> wanting) throws InterruptedException {
        boolean owed = wanting.keySet().stream().anyMatch(owing::contains);
        List<StreamTail.Seen> fresh = owed ? null : tail.after(upto, NEW_MAX).orElse(null);
        if (fresh == null) {
            read(wanting);
        } else if (fresh.isEmpty()) {
            boolean busy = partitions.values().stream().anyMatch(PartitionLoop::isBusy);
            tail.await(upto, busy ? BLOCK_BUSY : BLOCK);
        } else {
            deal(wanting, fresh);
        }
    }

    private void read(Map<Integer, String> wanting) throws InterruptedException {
        readings.increment();
        Found found = store.read(work.unwanted, all, NEW_MAX, BATCH, wanting);
        upto = found.upto();
        Map<Integer, List<Dealt>> batches = new TreeMap<>();
        for (Dealt entry : found.entries()) {
            batches.computeIfAbsent(entry.partition(), p -> new ArrayList<>()).add(entry);
        }
        if (found.dealt() > 0) {
            owing.addAll(partitions.keySet());
        }
        for (Integer partition : wanting.keySet()) {
            List<Dealt> batch = batches.getOrDefault(partition, List.of());
            give(partition, batch);
            if (batch.size() < BATCH) {
                owing.remove(partition);
            } else {
                owing.add(partition);
            }
        }
        if (found.dealt() == 0 && found.entries().isEmpty()) {
            if (tail.after(upto, 1).isEmpty()) {
                stop.await(BLOCK_BUSY);
            }
        } else if (found.dealt() < NEW_MAX) {
            stop.await(StreamTail.GATHER);
        }
    }

    private void give(int partition, List<Dealt> batch) {
        PartitionLoop loop = partitions.get(partition);
        if (loop != null && !batch.isEmpty()) {
            loop.give(batch);
        }
    }

    /** Where another dealt meanwhile it is not known any more how far that went: it is read. */
    private void deal(Map<Integer, String> wanting, List<StreamTail.Seen> fresh) {
        Map<Integer, List<Dealt>> parts = new TreeMap<>();
        for (StreamTail.Seen each : fresh) {
            if (!work.isUnwanted(each.type())) {
                int partition = each.bucket() % all;
                parts.computeIfAbsent(partition, p -> new ArrayList<>())
                        .add(new Dealt(partition, each.id(), each.sequence(), each.json()));
            }
        }
        String next = fresh.getLast().id();
        Set<Integer> whole = store.deal(upto, next, fresh.size(), wanting, parts).orElse(null);
        if (whole == null) {
            upto = "";
            return;
        }
        upto = next;
        owing.addAll(wanting.keySet());
        owing.removeAll(whole);
        parts.forEach((partition, entries) -> {
            boolean all = whole.contains(partition) && entries.size() <= BATCH;
            if (whole.contains(partition)) {
                give(partition, entries.subList(0, Math.min(BATCH, entries.size())));
            }
            if (!all) {
                owing.add(partition);
            }
        });
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
                partitions.computeIfAbsent(partition, this::begin);
            }
        }
    }

    /** What was dealt to it before comes first. */
    private PartitionLoop begin(int partition) {
        owing.add(partition);
        return new PartitionLoop(work, partition, all, this::isLeased, room::release).started();
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
        owing.addAll(partitions.keySet()); // whatever may have been dealt by whomever
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
                readings.sum(),
                behind);
    }
}
