package zarang.crm.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.RealTime;
import zarang.crm.spool.Spool;

/**
 * Moves entries from memory to the spool and from the spool to Redis. One thread of its own owns
 * the spool; it never waits for Redis, of which it asks one thing at a time.
 *
 * <p>After a start it first sends what the process before it left in the spool, then ends that
 * process's open calls, and only then sends anything new: so no call of its own can be taken for an
 * abandoned one.
 */
@RealTime
final class JournalPump implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(JournalPump.class);
    private static final int DRAIN_MAX = 1000;
    private static final int BATCH_MAX = 100;
    private static final long TICK_MS = 1000;
    private static final long RETRY_FIRST_MS = 50;
    private static final long RETRY_MAX_MS = 2000;

    /** After some 3 s: a start takes a moment to connect, which is nothing to warn of. */
    private static final long AWAY_LOG_MS = RETRY_MAX_MS;

    /** Batches of entries begin at least this far apart: a sync of the disk for each is dear. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final long DISK_RETRY_MS = 500;
    private static final Duration ALIVE_EVERY = Duration.ofSeconds(5);
    private static final Duration TRIM_EVERY = Duration.ofHours(1);

    private sealed interface Message {
        record Write(JournalEntry entry, Runnable onDisk) implements Message {}

        record Wake() implements Message {}
    }

    private final JournalSettings settings;
    private final Spool spool;
    private final JournalStore store;
    private final InstantSource clock;
    private final JournalCodec codec = new JournalCodec();
    private final BlockingQueue<Message> queue;
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final CompletableFuture<List<OpenCall>> recovered = new CompletableFuture<>();
    private final LongAdder sent = new LongAdder();
    private volatile boolean redisAway;
    private volatile long spoolEntries;
    private volatile long spoolBytes;
    private volatile boolean stopping;
    private volatile long stopBy;

    // Of the thread:
    private final List<Runnable> onceFlushed = new ArrayList<>();
    private long leftOver;
    private @Nullable CompletableFuture<?> inFlight;
    private Runnable onDone = () -> {};
    private long retryMs = RETRY_FIRST_MS;
    private long retryAt;
    private long gatheredAt;
    private long aliveAt;
    private long trimAt;
    private boolean diskFails;
    private boolean awayLogged;

    JournalPump(JournalSettings settings, Spool spool, JournalStore store, InstantSource clock) {
        this.settings = settings;
        this.spool = spool;
        this.store = store;
        this.clock = clock;
        queue = new ArrayBlockingQueue<>(settings.queueMax());
        leftOver = spool.entries();
        long now = System.nanoTime();
        retryAt = now;
        gatheredAt = now - GATHER.toNanos();
        aliveAt = now;
        trimAt = now;
        measure();
    }

    /** Any thread; returns at once. */
    void append(JournalEntry entry, Runnable onDisk) {
        appended.incrementAndGet();
        if (stopping || !queue.offer(new Message.Write(entry, onDisk))) {
            lose(
                    entry,
                    stopping
                            ? "the journal is closed"
                            : "the queue to the disk is full: see why the data folder's disk is"
                                    + " slow");
        }
    }

    private void lose(JournalEntry entry, String reason) {
        long count = lost.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            log.error(
                    "journal.lost call={} type={} lost={} reason=\"{}\"",
                    entry.call(),
                    entry.fact().type(),
                    count,
                    reason);
        }
    }

    @Override
    public void run() {
        try {
            boolean over = false;
            while (!over) {
                if (!diskFails) {
                    collect();
                }
                flush();
                send();
                measure();
                over = stopping && (isDrained() || System.nanoTime() - stopBy >= 0);
            }
        } catch (InterruptedException e) {
            log.warn("journal.interrupted; what is in the spool is sent at the next start");
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private boolean isDrained() {
        return queue.isEmpty() && !diskFails && inFlight == null && spool.entries() == 0;
    }

    private void collect() throws InterruptedException {
        long wait = TimeUnit.MILLISECONDS.toNanos(TICK_MS);
        if (inFlight == null && (spool.entries() > 0 || !recovered.isDone())) {
            wait = Math.min(wait, retryAt - System.nanoTime());
        }
        Message first = queue.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (first == null) {
            return;
        }
        if (first instanceof Message.Write) {
            gather();
        }
        List<Message> all = new ArrayList<>();
        all.add(first);
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
            byte[] payload = codec.encode(entry).getBytes(UTF_8);
            if (spool.append(payload, VitalFacts.isVital(entry.fact()))) {
                onceFlushed.add(write.onDisk());
            } else {
                lose(
                        entry,
                        "the spool is full: bring Redis back, or give the spool more room and"
                                + " restart");
            }
        } catch (RuntimeException e) {
            lose(entry, "cannot be written: " + e.getClass().getSimpleName());
        }
    }

    private void flush() throws InterruptedException {
        try {
            spool.flush();
            if (diskFails) {
                diskFails = false;
                log.info("journal.disk-back");
            }
            onceFlushed.forEach(JournalPump::tell);
            onceFlushed.clear();
        } catch (IOException e) {
            if (!diskFails) {
                diskFails = true;
                log.error(
                        "journal.disk-fails folder={}; entries wait in memory: make room or repair"
                                + " the disk",
                        settings.spool().folder(),
                        e);
            }
            TimeUnit.MILLISECONDS.sleep(DISK_RETRY_MS);
        }
    }

    private static void tell(Runnable onDisk) {
        try {
            onDisk.run();
        } catch (RuntimeException e) {
            log.error("journal.on-disk-failed; the entry itself is safe", e);
        }
    }

    private void send() {
        CompletableFuture<?> asked = inFlight;
        if (asked != null) {
            if (!asked.isDone()) {
                return;
            }
            inFlight = null;
            settle(asked);
        }
        if (System.nanoTime() - retryAt < 0) {
            return;
        }
        try {
            next();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void next() throws IOException {
        if (leftOver == 0 && !recovered.isDone()) {
            CompletableFuture<List<OpenCall>> ask =
                    store.recover(settings.node()).toCompletableFuture();
            ask(ask, () -> recovered(ask.join()));
            return;
        }
        int most = (int) (leftOver > 0 ? Math.min(BATCH_MAX, leftOver) : BATCH_MAX);
        Spool.Batch batch = spool.peek(most);
        if (batch.payloads().isEmpty()) {
            leftOver = 0;
            idle();
            return;
        }
        ask(store.append(settings.node(), read(batch)), () -> acknowledge(batch));
    }

    private void ask(CompletionStage<?> question, Runnable then) {
        onDone = then;
        inFlight = question.toCompletableFuture();
        // when the queue is full the thread does not sleep anyway
        question.whenComplete((answer, failure) -> queue.offer(new Message.Wake()));
    }

    private List<JournalEntry> read(Spool.Batch batch) {
        List<JournalEntry> entries = new ArrayList<>();
        for (byte[] payload : batch.payloads()) {
            try {
                entries.add(codec.decode(new String(payload, UTF_8)));
            } catch (UnreadableEntryException e) {
                lost.incrementAndGet();
                log.error(
                        "journal.unreadable reason=\"{}\"; written by a later version?",
                        e.getMessage());
            }
        }
        return entries;
    }

    private void settle(CompletableFuture<?> asked) {
        try {
            asked.join();
            onDone.run();
            retryMs = RETRY_FIRST_MS;
            redisAway = false;
            if (awayLogged) {
                awayLogged = false;
                log.info("journal.redis-back waiting={}", spool.entries());
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        redisAway = true;
        if (!awayLogged && retryMs >= AWAY_LOG_MS) {
            awayLogged = true;
            log.warn(
                    "journal.redis-away waiting={} reason=\"{}\"; entries wait in the spool",
                    spool.entries(),
                    e.getMessage());
        }
        retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMs);
        retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
    }

    private void acknowledge(Spool.Batch batch) {
        try {
            spool.acknowledge(batch);
        } catch (IOException e) {
            log.error("journal.mark-fails; entries may be sent once more, which is harmless", e);
        }
        measure(); // first, so that nobody counts an entry twice
        sent.add(batch.payloads().size());
        leftOver = Math.max(0, leftOver - batch.payloads().size());
    }

    private void recovered(List<OpenCall> calls) {
        for (OpenCall call : calls) {
            log.warn(
                    "journal.call-ended-after-crash call={} answered={} talking={}",
                    call.call(),
                    call.answered(),
                    call.talkingSince().isPresent());
        }
        recovered.complete(calls);
    }

    private void idle() {
        long now = System.nanoTime();
        if (now - aliveAt >= 0) {
            aliveAt = now + ALIVE_EVERY.toNanos();
            ask(store.alive(settings.node(), clock.instant()), () -> {});
        } else if (now - trimAt >= 0) {
            trimAt = now + TRIM_EVERY.toNanos();
            CompletableFuture<JournalStore.Trimmed> ask =
                    store.trim(clock.instant().minus(settings.keep())).toCompletableFuture();
            ask(ask, () -> trimmed(ask.join()));
        }
    }

    private static void trimmed(JournalStore.Trimmed trimmed) {
        if (!trimmed.heldBackBy().isEmpty()) {
            log.warn(
                    "journal.trim-held-back group={}; the stream grows: repair that consumer, or"
                            + " remove it with XGROUP DESTROY {} {}",
                    trimmed.heldBackBy(),
                    JournalStore.STREAM,
                    trimmed.heldBackBy());
        }
        if (trimmed.entries() > 0) {
            log.info("journal.trimmed entries={}", trimmed.entries());
        }
    }

    private void measure() {
        spoolEntries = spool.entries();
        spoolBytes = spool.bytes();
    }

    private void close() {
        recovered.completeExceptionally(new IllegalStateException("the journal was closed"));
        try {
            spool.close();
        } catch (IOException e) {
            log.error("journal.close-fails", e);
        }
        log.info("journal.closed left={}", spool.entries());
    }

    /** Takes no more; the thread ends once all is sent, or after {@code limit}. */
    void stop(Duration limit) {
        stopBy = System.nanoTime() + limit.toNanos();
        stopping = true;
        queue.offer(new Message.Wake());
    }

    /** Calls that this node had open when it died, once they are ended. */
    CompletableFuture<List<OpenCall>> recovered() {
        return recovered.copy();
    }

    JournalFigures figures(List<JournalFigures.ConsumerFigures> consumers) {
        return new JournalFigures(
                appended.get(),
                sent.sum(),
                lost.get(),
                spoolEntries,
                spoolBytes,
                settings.spool().bytesMax(),
                spool.damagedBytes(),
                redisAway,
                consumers);
    }
}
