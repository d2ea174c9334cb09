package zarang.crm.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.crm.webhook.Attempt;
import zarang.crm.webhook.WebhookClient;
import zarang.crm.webhook.WebhookSettings;

/**
 * Sends what is due to one endpoint: a virtual thread that claims, and one for each attempt that
 * runs. What a claim gives is each of another call, so a call's messages go one after another while
 * no call waits for another one.
 */
final class EndpointPump implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EndpointPump.class);

    /** Other nodes' messages and those that fall due are looked for this often. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Fifteen seconds: a start takes a moment to connect, which is nothing to warn of. */
    private static final int AWAY_LOG_TIMES = 30;

    private static final Duration AWAY_PAUSE = Duration.ofMillis(500);

    /** How much longer than the attempt a claim lasts, for telling Redis how it went. */
    private static final Duration LEASE_EXTRA = Duration.ofSeconds(15);

    /**
     * Failed attempts in a row, none delivered between them, that mean that the endpoint is away.
     */
    private static final int OUTAGE_FAILURES = 3;

    /** What was refused more often than that waits its time: the message may be at fault. */
    private static final int HURRIED_TRIES_MAX = 8;

    private final WebhookSettings endpoint;
    private final String node;
    private final OutboxStore store;
    private final WebhookClient client;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String urlHash;
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
    private int awayTimes;

    EndpointPump(
            WebhookSettings endpoint,
            String node,
            OutboxStore store,
            WebhookClient client,
            InstantSource clock,
            RandomGenerator random) {
        this.endpoint = endpoint;
        this.node = node;
        this.store = store;
        this.client = client;
        this.clock = clock;
        this.random = random;
        urlHash = OutboxStore.hash(endpoint.url());
        free = new Semaphore(endpoint.concurrency());
    }

    @Override
    public void run() {
        try {
            boolean released = false;
            while (!isStopped()) {
                try {
                    if (!released) {
                        store.release(endpoint.id(), node, clock.instant());
                        released = true;
                    }
                    pause(round());
                    awayTimes = 0;
                } catch (RuntimeException e) {
                    if (++awayTimes == AWAY_LOG_TIMES) {
                        log.warn(
                                "webhook.outbox-waits endpoint={} reason=\"{}\"",
                                endpoint.id(),
                                reason(e));
                    }
                    stopped.await(AWAY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Duration most) throws InterruptedException {
        if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Claims what there is room for; returns how long to wait unless there is news. */
    private Duration round() throws InterruptedException {
        int room = free.drainPermits();
        int used = 0;
        try {
            Instant now = clock.instant();
            Duration lease = endpoint.timeout().plus(LEASE_EXTRA);
            OutboxStore.Claim claim = store.claim(endpoint.id(), node, now, lease, room);
            pending = claim.pending();
            oldest = claim.oldest();
            notice(claim.goneUrl());
            for (Delivery delivery : claim.deliveries()) {
                used++;
                inFlight.incrementAndGet();
                Thread.ofVirtual().name("zarang-webhook").start(() -> deliver(delivery));
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

    private void notice(String goneUrl) {
        boolean now = goneUrl.equals(urlHash);
        if (now && !gone) {
            log.error(
                    "webhook.gone endpoint={}; the receiver said 410 and gets nothing more: remove"
                            + " it from the configuration, change its url, or enable it again",
                    endpoint.id());
        } else if (!now && gone) {
            log.info("webhook.enabled endpoint={}", endpoint.id());
        }
        gone = now;
    }

    private void deliver(Delivery delivery) {
        try {
            if (gone) {
                settle(() -> give(delivery, "gone"));
            } else {
                Attempt attempt =
                        client.post(endpoint, delivery.id(), delivery.body())
                                .toCompletableFuture()
                                .join();
                settle(() -> take(delivery, attempt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
            free.release();
            news.release();
        }
    }

    /** Tells Redis how it went, again and again while that is away, so as not to send twice. */
    private void settle(Runnable outcome) throws InterruptedException {
        while (true) {
            try {
                outcome.run();
                return;
            } catch (CompletionException e) {
                log.debug("webhook.settle-waits endpoint={}", endpoint.id(), e);
                if (stopped.await(AWAY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    private void take(Delivery delivery, Attempt attempt) {
        Instant now = clock.instant();
        switch (attempt) {
            case Attempt.Delivered d -> {
                store.delivered(endpoint.id(), delivery, now);
                delivered.increment();
                log.debug("webhook.delivered endpoint={} id={}", endpoint.id(), delivery.id());
                if (failuresInARow.getAndSet(0) >= OUTAGE_FAILURES) {
                    revive(now);
                }
            }
            case Attempt.Gone g -> {
                store.gone(endpoint.id(), endpoint.url());
                notice(urlHash);
                give(delivery, "gone");
            }
            case Attempt.Failed f -> {
                Duration age = Duration.between(delivery.cameAt(), now);
                Optional<Duration> wait =
                        endpoint.retry().next(delivery.tries() + 1, age, f.retryAfter(), random);
                if (wait.isPresent()) {
                    store.retry(
                            endpoint.id(),
                            delivery,
                            now.plus(wait.get()),
                            f.retryAfter().isPresent() || delivery.tries() >= HURRIED_TRIES_MAX);
                } else {
                    give(delivery, f.reason());
                }
                failed.increment();
                failuresInARow.incrementAndGet();
                log.info(
                        "webhook.failed endpoint={} id={} call={} tries={} again-in-ms={}"
                                + " reason=\"{}\"",
                        endpoint.id(),
                        delivery.id(),
                        delivery.call(),
                        delivery.tries() + 1,
                        wait.map(Duration::toMillis).orElse(-1L),
                        f.reason());
            }
        }
    }

    /** After an outage nobody waits for a turn that may be hours away. */
    private void revive(Instant now) {
        try {
            long revived = store.revive(endpoint.id(), now);
            if (revived > 0) {
                log.info("webhook.back endpoint={} calls={}", endpoint.id(), revived);
            }
        } catch (CompletionException e) {
            // the delivery itself is noted; the next one asks again
            failuresInARow.set(OUTAGE_FAILURES);
            log.debug("webhook.revive-waits endpoint={}", endpoint.id(), e);
        }
    }

    private void give(Delivery delivery, String reason) {
        store.bury(endpoint.id(), delivery, clock.instant(), reason);
        buried(delivery.call(), delivery.id(), reason);
    }

    /** A message went to the dead letters. */
    void buried(String call, String id, String reason) {
        dead.increment();
        log.error(
                "webhook.dead endpoint={} id={} call={} reason=\"{}\"; the message is kept in"
                        + " {webhooks}:dead",
                endpoint.id(),
                id,
                call,
                reason);
    }

    /** Whether the endpoint takes messages of this type now; counts those refused since 410. */
    boolean wants(String type) {
        if (!endpoint.wants(type)) {
            return false;
        }
        if (gone) {
            refused.increment();
        }
        return !gone;
    }

    WebhookSettings endpoint() {
        return endpoint;
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
        Duration most = endpoint.timeout().plus(LEASE_EXTRA);
        int all = endpoint.concurrency();
        if (!free.tryAcquire(all, most.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("webhook.still-sending endpoint={}", endpoint.id());
        }
    }

    OutboxFigures figures() {
        Duration age =
                oldest.map(came -> Duration.between(came, clock.instant())).orElse(Duration.ZERO);
        return new OutboxFigures(
                endpoint.id(),
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
