package zarang.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.journal.EntryLostException;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.RealTime;
import zarang.journal.spool.Spool;

/**
 * Moves entries from memory to the spool; {@link SpoolSender} takes them on to Redis. One thread of
 * its own owns the spool and both of them, and waits for the disk alone.
 */
@RealTime
final class JournalPump implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(JournalPump.class);
    private static final int DRAIN_MAX = 1000;
    private static final long TICK_MS = 1000;

    /** Batches of entries begin at least this far apart: a sync of the disk for each is dear. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final long DISK_RETRY_MS = 500;

    private sealed interface Message {
        record Write(JournalEntry entry, CompletableFuture<JournalEntry> kept) implements Message {}

        record Wake() implements Message {}
    }

    private final JournalSettings settings;
    private final Spool spool;
    private final NodeWatch watch;
    private final SpoolSender sender;
    private final Recovery recovery;
    private final JournalCodec codec = new JournalCodec();
    private final BlockingQueue<Message> queue;
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile long spoolEntries;
    private volatile long memoryEntries;
    private volatile long spoolBytes;
    private volatile long damagedBytes;
    private volatile boolean diskFails;
    private volatile boolean stopping;
    private volatile long stopBy;

    // Of the thread:
    /** Entries in the spool's memory, in its order. */
    private final Deque<Message.Write> unflushed = new ArrayDeque<>();

    private long gatheredAt;
    private long diskRetryAt;

    /**
     * @param now monotonic, ns
     */
    JournalPump(
            JournalSettings settings,
            Spool spool,
            EntryStore store,
            InstantSource clock,
            EntryReader reader,
            NodeTimes times,
            long now) {
        this.settings = settings;
        this.spool = spool;
        queue = new ArrayBlockingQueue<>(settings.queueMax());
        recovery = new Recovery(store, reader);
        // when the queue is full the thread does not sleep anyway
        Runnable wake = () -> queue.offer(new Message.Wake());
        watch = new NodeWatch(settings.node(), store, recovery, times, wake);
        sender =
                new SpoolSender(
                        settings,
                        reader,
                        new SpoolSender.Ports(
                                spool, store, recovery, watch, clock, wake, this::leftMemory),
                        now);
        gatheredAt = now - GATHER.toNanos();
        measure();
    }

    /** Any thread; returns at once. */
    CompletionStage<JournalEntry> append(JournalEntry entry) {
        appended.incrementAndGet();
        Message.Write write = new Message.Write(entry, new CompletableFuture<>());
        if (stopping || !queue.offer(write)) {
            lose(
                    write,
                    stopping
                            ? "the journal is closed"
                            : "the queue to the disk is full: see why the data folder's disk is"
                                    + " slow");
        }
        return write.kept();
    }

    private void lose(Message.Write write, String reason) {
        long count = lost.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            log.error(
                    "journal.lost {}={} type={} lost={} reason=\"{}\"",
                    write.entry().subject().kind(),
                    write.entry().subject().id(),
                    write.entry().fact().type(),
                    count,
                    reason);
        }
        write.kept().completeExceptionally(new EntryLostException(reason));
    }

    @Override
    public void run() {
        try {
            boolean over = false;
            while (!over) {
                collect();
                turn(System.nanoTime());
                over = stopping && (isDrained() || System.nanoTime() - stopBy >= 0);
            }
        } catch (InterruptedException e) {
            log.warn("journal.interrupted; what is in the spool is sent at the next start");
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /**
     * One turn over what has come; nothing is waited for but the disk.
     *
     * @param now monotonic, ns
     */
    void turn(long now) {
        take();
        flush(now);
        watch.turn(now);
        sender.turn(now);
        retire(now);
        measure();
    }

    /**
     * Ns from {@code now} until {@link #turn} has something to do, but for what comes meanwhile.
     */
    long untilDue(long now) {
        long wait = Math.min(TimeUnit.MILLISECONDS.toNanos(TICK_MS), sender.untilDue(now));
        wait = Math.min(wait, watch.untilDue(now));
        return Math.max(0, diskFails ? Math.min(wait, diskRetryAt - now) : wait);
    }

    private boolean isDrained() {
        return queue.isEmpty() && sender.isIdle() && spool.entries() == 0 && spool.inMemory() == 0;
    }

    /** Waits for something to do. */
    private void collect() throws InterruptedException {
        Message first = queue.poll(untilDue(System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first instanceof Message.Write write) {
            gather();
            spool(write);
        }
    }

    private void take() {
        List<Message> all = new ArrayList<>();
        queue.drainTo(all, DRAIN_MAX);
        for (Message message : all) {
            switch (message) {
                case Message.Write write -> spool(write);
                case Message.Wake wake -> log.trace("journal.wake");
            }
        }
    }

    /** An entry after a quiet while goes at once; those that follow it closely go together. */
    private void gather() throws InterruptedException {
        long rest = gatheredAt + GATHER.toNanos() - System.nanoTime();
        if (rest > 0) {
            TimeUnit.NANOSECONDS.sleep(rest);
        }
        gatheredAt = System.nanoTime();
    }

    private void spool(Message.Write write) {
        JournalEntry entry = write.entry();
        try {
            if (spool.append(codec.encode(entry), entry.fact().type().isVital())) {
                unflushed.add(write);
            } else {
                lose(
                        write,
                        diskFails
                                ? "the disk fails and Redis is away: repair either"
                                : "the spool is full: bring Redis back, or give the spool more room"
                                        + " and restart");
            }
        } catch (RuntimeException e) {
            lose(write, "cannot be written: " + e.getClass().getSimpleName());
        }
    }

    private void flush(long now) {
        if (diskFails && now - diskRetryAt < 0) {
            return;
        }
        try {
            spool.flush(now);
            if (diskFails) {
                diskFails = false;
                log.info("journal.disk-back");
            }
            unflushed.forEach(write -> write.kept().complete(write.entry()));
            unflushed.clear();
        } catch (IOException e) {
            if (!diskFails) {
                diskFails = true;
                log.error(
                        "journal.disk-fails folder={}; entries go from memory to Redis: make room or"
                                + " repair the disk",
                        settings.spool().folder(),
                        e);
            }
            diskRetryAt = now + TimeUnit.MILLISECONDS.toNanos(DISK_RETRY_MS);
        }
    }

    /** So many of the oldest in memory are in Redis, which is as good as on disk. */
    private void leftMemory(int count) {
        for (int i = 0; i < count; i++) {
            Message.Write write = unflushed.poll();
            if (write != null) {
                write.kept().complete(write.entry());
            }
        }
    }

    private void retire(long now) {
        try {
            spool.retire(now);
        } catch (IOException e) {
            log.warn("journal.spool-cannot-delete folder={}", settings.spool().folder(), e);
        }
    }

    private void measure() {
        spoolEntries = spool.entries();
        memoryEntries = spool.inMemory();
        spoolBytes = spool.bytes();
        damagedBytes = spool.damagedBytes();
    }

    private void close() {
        sender.close();
        List<Message> rest = new ArrayList<>();
        queue.drainTo(rest);
        for (Message message : rest) {
            if (message instanceof Message.Write write) {
                lose(write, "the journal was closed");
            }
        }
        unflushed.forEach(write -> lose(write, "the disk failed until the journal was closed"));
        unflushed.clear();
        try {
            spool.close();
        } catch (IOException e) {
            log.error("journal.close-fails", e);
        }
        log.info("journal.closed left={} lost={}", spool.entries(), lost.get());
    }

    /** Takes no more; the thread ends once all is sent, or after {@code limit}. */
    void stop(Duration limit) {
        stopBy = System.nanoTime() + limit.toNanos();
        stopping = true;
        queue.offer(new Message.Wake());
    }

    /** Calls that this node had open when it died, once they are ended. */
    CompletableFuture<List<OpenCall>> recovered() {
        return sender.recovered();
    }

    NodeWatch watch() {
        return watch;
    }

    Recovery recovery() {
        return recovery;
    }

    JournalFigures figures(List<JournalFigures.ConsumerFigures> consumers) {
        return new JournalFigures(
                appended.get(),
                sender.sent(),
                lost.get() + sender.lost(),
                sender.again(),
                sender.aside() + recovery.aside(),
                sender.parked(),
                spoolEntries,
                memoryEntries,
                spoolBytes,
                settings.spool().bytesMax(),
                damagedBytes,
                sender.isRedisAway(),
                diskFails,
                watch.isTaken(),
                watch.adopted(),
                consumers);
    }
}
