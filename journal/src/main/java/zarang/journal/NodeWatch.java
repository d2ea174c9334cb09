package zarang.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a second that this node lives, sees to it that no other process has its name, and
 * adopts nodes that have fallen silent: ends their calls and forgets them. The journal's thread,
 * which asks one thing at a time and waits for nothing.
 *
 * <p>A silent node is adopted only by one who has itself reached Redis all that time: after an
 * outage of Redis nobody is silent but Redis.
 */
final class NodeWatch {
    private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);

    /** Until Redis is reached for the first time, which is soon. */
    private static final Duration CONNECTING = Duration.ofMillis(50);

    private static final Duration ADOPTION_LEASE = Duration.ofSeconds(30);

    private final String node;
    private final String incarnation = UUID.randomUUID().toString();
    private final EntryStore store;
    private final Recovery recovery;
    private final NodeTimes times;
    private final Runnable wake;
    private final CompletableFuture<Boolean> claimed = new CompletableFuture<>();
    private final LongAdder adopted = new LongAdder();
    private volatile boolean ours;
    private volatile boolean taken;

    // Of the thread:
    private @Nullable CompletableFuture<?> inFlight;
    private Runnable onDone = () -> {};
    private boolean begun;
    private long beatAt;
    private long lookAt;
    private long reachedSince;
    private boolean reached;
    private long otherAgo = Long.MIN_VALUE;
    private long redisTime;
    private String predecessorAlive = "";

    NodeWatch(String node, EntryStore store, Recovery recovery, NodeTimes times, Runnable wake) {
        this.node = node;
        this.store = store;
        this.recovery = recovery;
        this.times = times;
        this.wake = wake;
    }

    /** Takes an answer that has come, and asks the next thing that is due. */
    void turn(long now) {
        CompletableFuture<?> asked = inFlight;
        if (asked != null) {
            if (!asked.isDone()) {
                return;
            }
            inFlight = null;
            try {
                asked.join();
                onDone.run();
            } catch (RuntimeException e) {
                reached = false;
                if (!ours) {
                    beatAt = now + CONNECTING.toNanos();
                }
                log.debug("journal.node-watch-failed node={}", node, e);
            }
        }
        if (!begun || now - beatAt >= 0) {
            begun = true;
            beatAt = now + times.beat().toNanos();
            CompletableFuture<JournalStore.Alive> ask =
                    store.alive(node, incarnation, times.freeAfter()).toCompletableFuture();
            ask(ask, () -> heard(ask.join(), now));
        } else if (ours
                && reached
                && now - reachedSince >= times.adoptAfter().toNanos()
                && now - lookAt >= 0) {
            lookAt = now + times.adoptAfter().toNanos() / 6;
            ask(adoptOne(), () -> {});
        }
    }

    private void ask(CompletionStage<?> question, Runnable then) {
        onDone = then;
        inFlight = question.toCompletableFuture();
        question.whenComplete((answer, failure) -> wake.run());
    }

    private void heard(JournalStore.Alive answer, long now) {
        if (answer.ours()) {
            if (!reached) {
                reached = true;
                reachedSince = now;
                lookAt = now;
            }
            redisTime = answer.at();
            if (!answer.before().isEmpty()) {
                predecessorAlive = answer.before();
            }
            if (taken) {
                log.info("journal.node-free node={}", node);
            }
            taken = false;
            ours = true;
            claimed.complete(true);
            return;
        }
        ours = false;
        // it speaks while we listen: the silence has become shorter
        if (answer.at() < otherAgo && !taken) {
            taken = true;
            log.error(
                    "journal.node-taken node={}; another process with this name is running on the"
                            + " same Redis: calls go on, their facts wait in the spool until it is"
                            + " stopped",
                    node);
            claimed.completeExceptionally(new NodeTakenException(node));
        }
        otherAgo = answer.at();
    }

    private CompletionStage<?> adoptOne() {
        return store.nodes()
                .thenCompose(all -> {
                    for (Map.Entry<String, String> other : all.entrySet()) {
                        if (!other.getKey().equals(node) && isSilent(other.getValue())) {
                            return adopt(other.getKey(), other.getValue());
                        }
                    }
                    return CompletableFuture.completedStage(List.of());
                });
    }

    private boolean isSilent(String lastAlive) {
        return !lastAlive.matches("[0-9]{1,18}")
                || redisTime - Long.parseLong(lastAlive) >= times.adoptAfter().toMillis();
    }

    private CompletionStage<List<OpenCall>> adopt(String other, String lastAlive) {
        return store.lease("adopt:" + other, incarnation, ADOPTION_LEASE)
                .thenCompose(held ->
                        held == 1
                                ? recovery.end(other, lastAlive)
                                        .thenCompose(calls ->
                                                store.forget(other, lastAlive)
                                                        .thenApply(gone -> note(other, calls)))
                                : CompletableFuture.completedStage(List.of()));
    }

    private List<OpenCall> note(String other, List<OpenCall> calls) {
        adopted.increment();
        log.warn(
                "journal.node-adopted node={} calls={}; it was silent for {} s: its open calls are"
                        + " ended",
                other,
                calls.size(),
                times.adoptAfter().toSeconds());
        return calls;
    }

    /** Ns until {@link #turn} has something to ask. */
    long untilDue(long now) {
        return inFlight == null ? (begun ? beatAt - now : 0) : Long.MAX_VALUE;
    }

    /** Whether the name is this process's. */
    boolean isOurs() {
        return ours;
    }

    /** When the process that had the name before was last heard of, ms; empty if unknown. */
    String predecessorAlive() {
        return predecessorAlive;
    }

    /** Whether another living process has the name. Any thread. */
    boolean isTaken() {
        return taken;
    }

    /** Nodes adopted since the start. Any thread. */
    long adopted() {
        return adopted.sum();
    }

    /**
     * Completes once the name is this process's; fails with {@link NodeTakenException} if another
     * living one has it. Any thread.
     */
    CompletableFuture<Boolean> claimed() {
        return claimed;
    }

    /** The process ends in order: who comes next under its name need not wait. */
    CompletionStage<Long> free() {
        return ours ? store.free(node, incarnation) : CompletableFuture.completedStage(0L);
    }
}
