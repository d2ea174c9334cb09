package zarang.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due to one destination: a virtual thread that claims, and one for each attempt that
 * runs. What a claim gives is each of another subject, so a subject's messages go one after another
 * while none waits for another one's.
 */
final class DestinationPump implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(DestinationPump.class);

    /** Other nodes' messages and those that fall due are looked for this often. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Fifteen seconds: a start takes a moment to connect, which is nothing to warn of. */
    private static final int AWAY_LOG_TIMES = 30;

    private static final Duration AWAY_PAUSE = Duration.ofMillis(500);

    /** How much longer than the attempt a claim lasts, for telling Redis how it went. */
    private static final Duration LEASE_EXTRA = Duration.ofSeconds(15);

    /**
     * Failed attempts in a row, none delivered between them, that mean that the receiver is away.
     */
    private static final int OUTAGE_FAILURES = 3;

    /** What was refused more often than that waits its time: the message may be at fault. */
    private static final int HURRIED_TRIES_MAX = 8;

    private final Line line;
    private final Destination destination;
    private final String node;
    private final Outbox store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DelayedTasks tasks;
    private final String addressHash;
    private final Semaphore free;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** At a start nobody knows: the first delivery tells. */
    private final AtomicInteger failuresInARow = new AtomicInteger(OUTAGE_FAILURES);

    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long pending;
    private volatile Optional<Instant> oldest = Optional.empty();
    private volatile boolean gone;

    // Of the one who turns it:
    private boolean released;
    private int awayTimes;

    DestinationPump(
            Line line,
            Destination destination,
            String node,
            Outbox store,
            InstantSource clock,
            RandomGenerator random,
            DelayedTasks tasks) {
        this.line = line;
        this.destination = destination;
        this.node = node;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.tasks = tasks;
        addressHash = DeliveryStore.hash(destination.address());
        free = new Semaphore(destination.concurrency());
    }

    @Override
    public void run() {
        try {
            while (!isStopped()) {
                pause(turn());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts to send what is due; returns how long to wait unless there is news. */
    Duration turn() {
        try {
            if (!released) {
                store.release(destination.id(), node, clock.instant());
                released = true;
            }
            Duration wait = round();
            awayTimes = 0;
            return wait;
        } catch (RuntimeException e) {
            if (++awayTimes == AWAY_LOG_TIMES) {
                log.warn(
                        "{}.outbox-waits destination={} reason=\"{}\"",
                        line.name(),
                        destination.id(),
                        reason(e));
            }
            return AWAY_PAUSE;
        }
    }

    private void pause(Duration most) throws InterruptedException {
        if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Claims what there is room for. */
    private Duration round() {
        int room = free.drainPermits();
        int used = 0;
        try {
            Instant now = clock.instant();
            Duration lease = destination.timeout().plus(LEASE_EXTRA);
            DeliveryStore.Claim claim = store.claim(destination.id(), node, now, lease, room);
            pending = claim.pending();
            oldest = claim.oldest();
            notice(claim.goneAddress());
            for (ClaimedDelivery delivery : claim.deliveries()) {
                used++;
                inFlight.incrementAndGet();
                tasks.start(Duration.ZERO, () -> deliver(delivery));
            }
            if (room == used) {
                return LOOK_EVERY;
            }
            Duration wait =
                    claim.nextDue().map(due -> Duration.between(now, due)).orElse(LOOK_EVERY);
            return wait.isNegative()
                    ? Duration.ZERO
                    : wait.compareTo(LOOK_EVERY) < 0 ? wait : LOOK_EVERY;
        } finally {
            free.release(room - used);
        }
    }

    private void notice(String goneAddress) {
        boolean now = goneAddress.equals(addressHash);
        if (now && !gone) {
            log.error(
                    "{}.gone destination={}; the receiver wants nothing more and gets nothing more:"
                            + " remove it from the configuration, change its address, or enable it"
                            + " again",
                    line.name(),
                    destination.id());
        } else if (!now && gone) {
            log.info("{}.enabled destination={}", line.name(), destination.id());
        }
        gone = now;
    }

    private void deliver(ClaimedDelivery delivery) {
        if (gone) {
            settle(() -> give(delivery, "gone"));
            return;
        }
        CompletableFuture.completedStage(delivery)
                .thenCompose(claimed -> destination.attempt(claimed.id(), claimed.body()))
                .exceptionally(broken -> new Attempt.Failed("broken: " + broken, Optional.empty()))
                // the answer comes on a thread that may not wait for Redis
                .thenAccept(attempt ->
                        tasks.start(Duration.ZERO, () -> settle(() -> take(delivery, attempt))));
    }

    /** Tells Redis how it went, again and again while that is away, so as not to send twice. */
    private void settle(Runnable outcome) {
        boolean again = false;
        try {
            outcome.run();
        } catch (CompletionException e) {
            log.debug("{}.settle-waits destination={}", line.name(), destination.id(), e);
            again = !isStopped();
        } finally {
            if (again) {
                tasks.start(AWAY_PAUSE, () -> settle(outcome));
            } else {
                inFlight.decrementAndGet();
                free.release();
                news.release();
            }
        }
    }

    private void take(ClaimedDelivery delivery, Attempt attempt) {
        Instant now = clock.instant();
        switch (attempt) {
            case Attempt.Delivered d -> {
                store.delivered(destination.id(), delivery, now);
                delivered.increment();
                log.debug(
                        "{}.delivered destination={} id={}",
                        line.name(),
                        destination.id(),
                        delivery.id());
                if (failuresInARow.getAndSet(0) >= OUTAGE_FAILURES) {
                    revive(now);
                }
            }
            case Attempt.Gone g -> {
                store.gone(destination.id(), destination.address());
                notice(addressHash);
                give(delivery, "gone");
            }
            case Attempt.Failed f -> {
                Duration age = Duration.between(delivery.cameAt(), now);
                Optional<Duration> wait =
                        destination.retry().next(delivery.tries() + 1, age, f.retryAfter(), random);
                if (wait.isPresent()) {
                    store.retry(
                            destination.id(),
                            delivery,
                            now.plus(wait.get()),
                            f.retryAfter().isPresent() || delivery.tries() >= HURRIED_TRIES_MAX);
                } else {
                    give(delivery, f.reason());
                }
                failed.increment();
                failuresInARow.incrementAndGet();
                log.info(
                        "{}.failed destination={} id={} subject={} tries={} again-in-ms={}"
                                + " reason=\"{}\"",
                        line.name(),
                        destination.id(),
                        delivery.id(),
                        delivery.subject(),
                        delivery.tries() + 1,
                        wait.map(Duration::toMillis).orElse(-1L),
                        f.reason());
            }
        }
    }

    /** After an outage nobody waits for a turn that may be hours away. */
    private void revive(Instant now) {
        try {
            long revived = store.revive(destination.id(), now);
            if (revived > 0) {
                log.info(
                        "{}.back destination={} subjects={}",
                        line.name(),
                        destination.id(),
                        revived);
            }
        } catch (CompletionException e) {
            // the delivery itself is noted; the next one asks again
            failuresInARow.set(OUTAGE_FAILURES);
            log.debug("{}.revive-waits destination={}", line.name(), destination.id(), e);
        }
    }

    private void give(ClaimedDelivery delivery, String reason) {
        store.bury(destination.id(), delivery, clock.instant(), reason);
        buried(delivery.subject(), delivery.id(), reason);
    }

    /** A message went to the dead letters. */
    void buried(String subject, String id, String reason) {
        dead.increment();
        log.error(
                "{}.dead destination={} id={} subject={} reason=\"{}\"; the message is kept in {}",
                line.name(),
                destination.id(),
                id,
                subject,
                reason,
                line.dead());
    }

    /** Whether messages are taken now; counts those refused since the receiver is gone. */
    boolean isOpen() {
        if (gone) {
            refused.increment();
        }
        return !gone;
    }

    Destination destination() {
        return destination;
    }

    /** Something was put into the outbox. Any thread. */
    void wake() {
        news.release();
    }

    /** No more claims. Any thread. */
    void stop() {
        stopped.countDown();
        news.release();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits until no attempt runs, as long as an attempt may take. After {@link #stop}. */
    void awaitIdle() throws InterruptedException {
        Duration most = destination.timeout().plus(LEASE_EXTRA);
        int all = destination.concurrency();
        if (free.tryAcquire(all, most.toMillis(), TimeUnit.MILLISECONDS)) {
            free.release(all); // closing twice waits no longer than closing once
        } else {
            log.warn("{}.still-sending destination={}", line.name(), destination.id());
        }
    }

    DeliveryFigures figures() {
        Duration age =
                oldest.map(came -> Duration.between(came, clock.instant())).orElse(Duration.ZERO);
        return new DeliveryFigures(
                destination.id(),
                delivered.sum(),
                failed.sum(),
                dead.sum(),
                refused.sum(),
                pending,
                age,
                inFlight.get(),
                gone);
    }

    private static String reason(RuntimeException e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getCause().toString();
    }
}
