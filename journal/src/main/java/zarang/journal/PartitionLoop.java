package zarang.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.journal.ConsumerStore.Dealt;

/**
 * One partition of a consumer group for as long as this node has it: its entries in order, one at a
 * time. A virtual thread of its own; it may wait for the consumer and for Redis without holding up
 * another partition. What fails because Redis is away ends it, and its entries come again.
 */
final class PartitionLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(PartitionLoop.class);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_PAUSE_MAX = Duration.ofSeconds(5);

    /** An entry that the consumer has begun with. */
    private record Begun(Dealt entry, CompletionStage<?> stage) {
        /** Waits. */
        boolean isDone() throws InterruptedException {
            try {
                var _ = stage.toCompletableFuture().get();
                return true;
            } catch (ExecutionException | CancellationException e) {
                log.debug("journal.begun-failed entry={}", entry.id(), e);
                return false;
            }
        }
    }

    private final GroupWork work;
    private final int partition;
    private final int all;
    private final BooleanSupplier leased;
    private final Runnable wantsMore;
    private final StopSignal stop = new StopSignal();

    /**
     * So many batches wait while one is being done: what comes meanwhile need not be read later.
     */
    private static final int WAITING_MAX = 8;

    /** What waits is taken together, and acknowledged together, until there are so many. */
    private static final int TOGETHER_MAX = 64;

    private final BlockingQueue<List<Dealt>> batches = new ArrayBlockingQueue<>(WAITING_MAX);

    private final Thread thread;
    private volatile boolean busy = true;
    private volatile boolean broken;

    /** Of the reader's thread: the last entry that was handed over. */
    String last = "0-0";

    /**
     * @param all how many partitions there are
     * @param leased whether this node still has its partitions; asked before each entry
     * @param wantsMore there is room for a batch, or it is over; any thread
     */
    PartitionLoop(
            GroupWork work, int partition, int all, BooleanSupplier leased, Runnable wantsMore) {
        this.work = work;
        this.partition = partition;
        this.all = all;
        this.leased = leased;
        this.wantsMore = wantsMore;
        thread =
                Thread.ofVirtual()
                        .name("zarang-journal-" + work.group + "-" + partition)
                        .unstarted(this);
    }

    PartitionLoop started() {
        thread.start();
        return this;
    }

    @Override
    public void run() {
        try {
            work.parking.tryAgain(partition, all, this::goesOn, this::again);
            while (!stop.isStopped()) {
                busy = !batches.isEmpty();
                List<Dealt> batch = new ArrayList<>(batches.take());
                busy = true;
                List<Dealt> next = batches.poll();
                while (next != null) {
                    batch.addAll(next);
                    next = batch.size() < TOGETHER_MAX ? batches.poll() : null;
                }
                wantsMore.run();
                if (!batch.isEmpty() && !takeAll(batch)) {
                    broken = true;
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            log.debug("journal.partition-waits group={} partition={}", work.group, partition, away);
            broken = true;
        } finally {
            busy = false;
            wantsMore.run();
        }
    }

    /** Hands entries over; only if it {@link #hasRoom}. The reader's thread. */
    void give(List<Dealt> entries) {
        if (!batches.offer(entries)) {
            throw new IllegalStateException("no room in partition " + partition);
        }
        last = entries.getLast().id();
    }

    boolean hasRoom() {
        return batches.remainingCapacity() > 0;
    }

    /** Whether entries are being done or wait here. */
    boolean isBusy() {
        return busy || !batches.isEmpty();
    }

    /** Whether it has ended, and entries that it was given are still to be done. */
    boolean isBroken() {
        return broken;
    }

    /** What is being done is finished first. */
    void stop() {
        stop.stop();
        boolean _ = batches.offer(List.of());
    }

    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private boolean goesOn() {
        return !stop.isStopped() && leased.getAsBoolean();
    }

    private Taking again(Dealt entry) {
        Taking taking = work.offer(entry);
        if (taking instanceof Taking.Done) {
            work.done.increment();
        } else if (taking instanceof Taking.Failed) {
            work.failed.increment();
        }
        return taking;
    }

    /**
     * Takes a batch, then acknowledges what was taken at once: a crash in between brings entries
     * again that were done, which consumers must bear anyway. False if some are still to be done.
     */
    private boolean takeAll(List<Dealt> batch) throws InterruptedException {
        List<String> taken = new ArrayList<>(batch.size());
        boolean whole = true;
        try {
            List<Begun> begun = new ArrayList<>();
            for (Dealt entry : batch) {
                Optional<CompletionStage<?>> stage =
                        goesOn() ? work.begin(entry) : Optional.empty();
                if (stage.isPresent()) {
                    begun.add(new Begun(entry, stage.get()));
                } else if (!finish(begun, taken) || !goesOn() || !take(entry, taken)) {
                    whole = false;
                    break;
                }
            }
            whole = finish(begun, taken) && whole;
        } finally {
            if (!taken.isEmpty()) {
                work.store.done(taken);
                work.done.add(taken.size());
            }
        }
        return whole;
    }

    /** What was begun is waited for; what failed of it is taken one by one. */
    private boolean finish(List<Begun> begun, List<String> taken) throws InterruptedException {
        boolean whole = true;
        for (Begun each : begun) {
            if (each.isDone()) {
                taken.add(each.entry().id());
            } else {
                whole = whole && goesOn() && take(each.entry(), taken);
            }
        }
        begun.clear();
        return whole;
    }

    /** False if the entry is still to be done: it was told to stop, or lost the lease. */
    private boolean take(Dealt entry, List<String> taken) throws InterruptedException {
        Duration pause = RETRY_FIRST;
        for (int tries = 1; goesOn(); tries++) {
            Taking.Failed no;
            switch (work.offer(entry)) {
                case Taking.Done _ -> {
                    taken.add(entry.id());
                    return true;
                }
                case Taking.Unread unread -> {
                    if (!work.parking.leaveUnread(entry, unread.reason())) {
                        taken.add(entry.id());
                    }
                    return true;
                }
                case Taking.Failed failure -> no = failure;
            }
            work.failed.increment();
            // a consumer that fails because Redis is away is not at fault: this throws then
            work.store.ping();
            log.warn(
                    "journal.consumer-failed group={} entry={} tries={} error=\"{}\"",
                    work.group,
                    entry.id(),
                    tries,
                    no.error());
            if ((no.needsRepair() || tries >= work.tries) && work.parking.park(entry, no.error())) {
                return true;
            }
            if (stop.await(pause)) {
                return false;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(RETRY_PAUSE_MAX) < 0 ? twice : RETRY_PAUSE_MAX;
        }
        return false;
    }
}
