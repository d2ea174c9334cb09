package zarang.crm.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.RealTime;
import zarang.crm.spool.Spool;

/**
 * Moves entries from the spool to Redis, of which it asks one thing at a time and for which it
 * never waits. The thread of {@link JournalPump}, but for the figures and {@link #recovered}.
 *
 * <p>After a start it first sends what the process before it left in the spool, then ends that
 * process's open calls, and only then sends anything new: so no call of its own can be taken for an
 * abandoned one.
 */
@RealTime
final class SpoolSender {
    private static final Logger log = LoggerFactory.getLogger(SpoolSender.class);
    private static final int BATCH_MAX = 100;
    private static final long RETRY_FIRST_MS = 50;
    private static final long RETRY_MAX_MS = 2000;

    /** After some 3 s: a start takes a moment to connect, which is nothing to warn of. */
    private static final long AWAY_LOG_MS = RETRY_MAX_MS;

    private static final Duration ALIVE_EVERY = Duration.ofSeconds(5);
    private static final Duration TRIM_EVERY = Duration.ofHours(1);

    private final JournalSettings settings;
    private final Spool spool;
    private final JournalStore store;
    private final InstantSource clock;
    private final Runnable wake;
    private final Runnable measure;
    private final JournalCodec codec = new JournalCodec();
    private final CompletableFuture<List<OpenCall>> recovered = new CompletableFuture<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private volatile boolean redisAway;

    private long leftOver;
    private @Nullable CompletableFuture<?> inFlight;
    private Runnable onDone = () -> {};
    private long retryMs = RETRY_FIRST_MS;
    private long retryAt;
    private long aliveAt;
    private long trimAt;
    private boolean awayLogged;

    /**
     * @param wake asks for the next {@link #turn}, since an answer has come; any thread
     * @param measure reads the spool's size anew
     */
    SpoolSender(
            JournalSettings settings,
            Spool spool,
            JournalStore store,
            InstantSource clock,
            Runnable wake,
            Runnable measure) {
        this.settings = settings;
        this.spool = spool;
        this.store = store;
        this.clock = clock;
        this.wake = wake;
        this.measure = measure;
        leftOver = spool.entries();
        long now = System.nanoTime();
        retryAt = now;
        aliveAt = now;
        trimAt = now;
    }

    /** Takes an answer that has come, and asks the next thing that is due. */
    void turn() {
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
            ask(ask, () -> ended(ask.join()));
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
        question.whenComplete((answer, failure) -> wake.run());
    }

    private List<JournalEntry> read(Spool.Batch batch) {
        List<JournalEntry> entries = new ArrayList<>();
        for (byte[] payload : batch.payloads()) {
            try {
                entries.add(codec.decode(new String(payload, UTF_8)));
            } catch (UnreadableEntryException e) {
                unreadable.increment();
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
        measure.run(); // first, so that nobody counts an entry twice
        sent.add(batch.payloads().size());
        leftOver = Math.max(0, leftOver - batch.payloads().size());
    }

    private void ended(List<OpenCall> calls) {
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

    /** Ns until {@link #turn} has something to ask; 0 or less when it has. */
    long untilDue() {
        return inFlight == null && (spool.entries() > 0 || !recovered.isDone())
                ? retryAt - System.nanoTime()
                : Long.MAX_VALUE;
    }

    /** Whether no answer is waited for. */
    boolean isIdle() {
        return inFlight == null;
    }

    void close() {
        recovered.completeExceptionally(new IllegalStateException("the journal was closed"));
    }

    /** Calls that this node had open when it died, once they are ended. */
    CompletableFuture<List<OpenCall>> recovered() {
        return recovered.copy();
    }

    /** Entries that Redis has taken. */
    long sent() {
        return sent.sum();
    }

    /** Entries that were spooled and cannot be read. */
    long unreadable() {
        return unreadable.sum();
    }

    boolean isRedisAway() {
        return redisAway;
    }
}
