package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.UnreadableEntryException;
import zarang.journal.spool.Place;
import zarang.journal.spool.Spool;
import zarang.redis.RedisAway;

/**
 * Moves entries from the spool to Redis, of which it asks one thing at a time and for which it
 * never waits. The thread of {@link JournalPump}, but for the figures and {@link #recovered}.
 *
 * <p>It begins once the node's name is this process's. Then it sends what the process before it
 * left in the spool, ends that process's open calls, and only then sends anything new: so no call
 * of its own can be taken for an abandoned one.
 *
 * <p>Redis says with each batch how far it has taken this spool. One that knows less than was sent
 * (another took over, or it lost its last seconds) gets again what the spool still has.
 */
final class SpoolSender {
    private static final Logger log = LoggerFactory.getLogger(SpoolSender.class);
    private static final int BATCH_MAX = 100;

    /**
     * Batches to Redis begin at least this far apart, but for those of a backlog. What a call says
     * comes in a few moments; each batch costs a round trip, and one more for each consumer.
     */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final long RETRY_FIRST_MS = 50;
    private static final long RETRY_MAX_MS = 2000;

    /**
     * After some 15 s: a start on a busy machine takes a moment to connect, which is nothing to
     * warn of. The link itself warns earlier of a Redis that does not come.
     */
    private static final int AWAY_LOG_TIMES = 12;

    /**
     * Tries to end the open calls; what still fails then is no outage and must not stop the rest.
     */
    private static final int RECOVERY_TRIES = 3;

    private static final Duration TRIM_EVERY = Duration.ofHours(1);

    /**
     * What it works with.
     *
     * @param wake asks for the next {@link #turn}, since an answer has come; any thread
     * @param leftMemory takes how many entries went from memory to Redis
     */
    record Ports(
            Spool spool,
            EntryStore store,
            Recovery recovery,
            NodeWatch watch,
            InstantSource clock,
            Runnable wake,
            IntConsumer leftMemory) {}

    private final JournalSettings settings;
    private final Ports ports;
    private final Spool spool;
    private final EntryReader reader;
    private final CompletableFuture<List<OpenCall>> recovered = new CompletableFuture<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder again = new LongAdder();
    private final LongAdder aside = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private volatile boolean redisAway;

    /** The newest segment of the process before. */
    private final long leftOver;

    private @Nullable CompletableFuture<?> inFlight;
    private Runnable onDone = () -> {};
    private long now;
    private int recoveryTries;
    private long retryMs = RETRY_FIRST_MS;

    /** Nothing is asked before. */
    private long soonest;

    private long trimAt;
    private boolean awayLogged;
    private int awayTimes;

    /**
     * @param now monotonic, ns
     */
    SpoolSender(JournalSettings settings, EntryReader reader, Ports ports, long now) {
        this.settings = settings;
        this.reader = reader;
        this.ports = ports;
        spool = ports.spool();
        leftOver = spool.segment();
        soonest = now;
        trimAt = soonest;
    }

    /**
     * Takes an answer that has come, and asks the next thing that is due.
     *
     * @param at monotonic, ns
     */
    void turn(long at) {
        now = at;
        CompletableFuture<?> asked = inFlight;
        if (asked != null) {
            if (!asked.isDone()) {
                return;
            }
            inFlight = null;
            settle(asked);
        }
        if (now - soonest < 0 || !ports.watch().isOurs()) {
            return;
        }
        try {
            next();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void next() {
        Spool.Batch batch = spool.peek(BATCH_MAX);
        boolean old = !batch.payloads().isEmpty() && batch.to().segment() <= leftOver;
        if (!recovered.isDone() && (!old || batch.inMemory())) {
            recover();
        } else if (batch.payloads().isEmpty()) {
            idle();
        } else {
            send(batch);
        }
    }

    private void recover() {
        recoveryTries++;
        CompletableFuture<List<OpenCall>> ask =
                ports.recovery()
                        .end(settings.node(), ports.watch().predecessorAlive())
                        .toCompletableFuture();
        ask(ask, () -> ended(ask.join()));
    }

    private void send(Spool.Batch batch) {
        if (batch.payloads().size() < BATCH_MAX) {
            soonest = now + GATHER.toNanos();
        }
        List<SpooledEntry> entries = read(batch);
        JournalStore.Stretch stretch =
                batch.inMemory()
                        ? JournalStore.Stretch.NONE
                        : JournalStore.Stretch.of(batch.from(), batch.to(), spool.oldest());
        CompletableFuture<JournalStore.Appended> ask =
                ports.store().append(settings.node(), stretch, entries).toCompletableFuture();
        ask(
                ask,
                () -> {
                    switch (ask.join()) {
                        case JournalStore.Appended.Taken taken -> acknowledge(batch, taken);
                        case JournalStore.Appended.Behind behind -> goBack(behind.taken());
                    }
                });
    }

    private void ask(CompletionStage<?> question, Runnable then) {
        onDone = then;
        inFlight = question.toCompletableFuture();
        question.whenComplete((answer, failure) -> ports.wake().run());
    }

    /** What cannot be read at all is kept on disk for a later version. */
    private List<SpooledEntry> read(Spool.Batch batch) {
        List<SpooledEntry> entries = new ArrayList<>();
        for (byte[] payload : batch.payloads()) {
            try {
                entries.add(reader.fromSpool(new String(payload, UTF_8)));
            } catch (UnreadableEntryException e) {
                park(payload, e);
            }
        }
        return entries;
    }

    private void park(byte[] payload, UnreadableEntryException why) {
        boolean kept = false;
        try {
            kept = spool.park(payload);
        } catch (IOException e) {
            log.error("journal.park-fails folder={}", settings.spool().folder(), e);
        }
        (kept ? parked : lost).increment();
        log.error(
                "journal.unreadable kept={} reason=\"{}\"; written by a later version? It is tried"
                        + " again at each start",
                kept,
                why.getMessage());
    }

    private void settle(CompletableFuture<?> asked) {
        try {
            asked.join();
            onDone.run();
            retryMs = RETRY_FIRST_MS;
            redisAway = false;
            awayTimes = 0;
            if (awayLogged) {
                awayLogged = false;
                log.info("journal.redis-back waiting={}", spool.entries());
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        redisAway = cause instanceof RedisAway;
        if (!redisAway && recoveryTries >= RECOVERY_TRIES && !recovered.isDone()) {
            log.error(
                    "journal.recovery-given-up node={}; calls that were open at the crash are not"
                            + " ended, all else goes on",
                    settings.node(),
                    cause);
            recovered.complete(List.of());
        }
        if (!awayLogged && ++awayTimes >= AWAY_LOG_TIMES) {
            awayLogged = true;
            log.warn(
                    "{} waiting={} reason=\"{}\"; entries wait in the spool",
                    redisAway ? "journal.redis-away" : "journal.redis-refuses",
                    spool.entries(),
                    cause.getMessage());
        }
        soonest = now + TimeUnit.MILLISECONDS.toNanos(retryMs);
        retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
    }

    private void acknowledge(Spool.Batch batch, JournalStore.Appended.Taken taken) {
        try {
            int gone = spool.acknowledge(batch, now);
            ports.leftMemory().accept(gone);
        } catch (IOException e) {
            log.error("journal.mark-fails; entries may be sent once more, which is harmless", e);
        }
        sent.add(batch.payloads().size());
        if (taken.aside() > 0) {
            aside.add(taken.aside());
            log.error(
                    "journal.entry-set-aside entries={} key={journal}:aside; Redis could not take"
                            + " them, the reason lies beside them",
                    taken.aside());
        }
    }

    private void goBack(Place taken) {
        long before = spool.entries();
        long now = spool.rewind(taken);
        again.add(Math.max(0, now - before));
        log.warn(
                "journal.sent-again entries={}; this Redis has not all that was sent: another took"
                        + " over, or it lost its last seconds",
                now - before);
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
        if (now - trimAt >= 0) {
            trimAt = now + TRIM_EVERY.toNanos();
            CompletableFuture<JournalStore.Trimmed> ask =
                    ports.store()
                            .trim(ports.clock().instant().minus(settings.keep()))
                            .toCompletableFuture();
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

    /** Ns from {@code at} until {@link #turn} has something to ask; 0 or less when it has. */
    long untilDue(long at) {
        boolean work = spool.entries() > 0 || spool.inMemory() > 0 || !recovered.isDone();
        return inFlight == null && work && ports.watch().isOurs() ? soonest - at : Long.MAX_VALUE;
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

    /** Entries that are sent again since a Redis did not have them. */
    long again() {
        return again.sum();
    }

    /** Entries that Redis could not take. */
    long aside() {
        return aside.sum();
    }

    /** Entries that cannot be read and were kept on disk. */
    long parked() {
        return parked.sum();
    }

    /** Entries that cannot be read and for which there was no room. */
    long lost() {
        return lost.sum();
    }

    boolean isRedisAway() {
        return redisAway;
    }
}
