package zarang.journal;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.RepairNeededException;
import zarang.call.journal.StoredEntry;
import zarang.redis.RedisLink;

/**
 * Reads the stream for one consumer, on a virtual thread and a connection of its own.
 *
 * <p>Of the nodes that share a Redis, one at a time reads for a group: it holds the lease. All of
 * them use the same name in the group, so the next holder first gets what the last one had taken
 * and not done; neither a crash nor a new node name strands an entry. Entries go in order, one at a
 * time. While Redis is away it waits, and goes on.
 */
final class ConsumerLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final String READER = "holder";
    private static final int BATCH = 64;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(10);

    /**
     * Entries come a few at a time; gathering them costs a receiver 50 ms and saves most round
     * trips.
     */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final Duration AWAY_PAUSE = Duration.ofMillis(300);

    /** Fifteen seconds: a start takes a moment to connect, which is nothing to warn of. */
    private static final int AWAY_LOG_TIMES = 50;

    private static final Duration RETRY_FIRST = Duration.ofMillis(200);

    /** Shorter than the lease, which is renewed at each try. */
    private static final Duration RETRY_PAUSE_MAX = Duration.ofSeconds(5);

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final JournalSettings settings;
    private final RedisLink redis;
    private final JournalConsumer consumer;
    private final InstantSource clock;
    private final EntryReader reader;
    private final StopSignal stop = new StopSignal();
    private final String group;
    private final Parking parking;
    private final String leaseKey;
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile long behind = -1;

    // Of the thread:
    private int awayTimes;
    private boolean parkedTried;
    private Instant measureAt = Instant.MIN;
    private Instant leasedAt = Instant.MIN;

    ConsumerLoop(
            JournalSettings settings,
            RedisLink redis,
            JournalConsumer consumer,
            InstantSource clock,
            EntryReader reader) {
        this.settings = settings;
        this.redis = redis;
        this.consumer = consumer;
        this.clock = clock;
        this.reader = reader;
        group = consumer.name();
        parking = new Parking(settings, redis, group);
        leaseKey = "{journal}:lease:" + group;
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
                                group,
                                e.getMessage());
                    }
                    behind = -1;
                    stop.await(AWAY_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("journal.consumer-stopped group={}", group);
    }

    private void serve(RedisCommands<String, String> commands) throws InterruptedException {
        create(commands);
        log.info("journal.consumer-reads group={}", group);
        awayTimes = 0;
        boolean takenBefore = true;
        while (!stop.isStopped()) {
            if (!holdsLease(commands)) {
                takenBefore = true;
                parkedTried = false; // whoever reads now may leave something behind
                stop.await(BLOCK);
                continue;
            }
            List<StreamMessage<String, String>> batch = read(commands, takenBefore);
            if (takenBefore && batch.isEmpty()) {
                takenBefore = false;
                tryParked(commands);
            }
            takenBefore |= !takeAll(commands, batch);
            measure(commands);
            if (!takenBefore && !batch.isEmpty() && batch.size() < BATCH) {
                stop.await(GATHER);
            }
        }
        commands.<Long>fcall(
                redis.function("journal_unlease"),
                ScriptOutputType.INTEGER,
                new String[] {leaseKey},
                settings.node());
    }

    /** From the stream's beginning: what was written before the group existed is for it as well. */
    private void create(RedisCommands<String, String> commands) {
        try {
            commands.xgroupCreate(
                    StreamOffset.from(JournalStore.STREAM, "0"),
                    group,
                    XGroupCreateArgs.Builder.mkstream());
        } catch (RedisBusyException there) {
            log.debug("journal.group-exists group={}", group);
        }
    }

    /** Renews the lease when a third of it has passed, not at each look. */
    private boolean holdsLease(RedisCommands<String, String> commands) {
        Instant now = clock.instant();
        boolean fresh = now.isBefore(leasedAt.plus(LEASE.dividedBy(3))) && !now.isBefore(leasedAt);
        return fresh || lease(commands);
    }

    private boolean lease(RedisCommands<String, String> commands) {
        Instant asked = clock.instant();
        Long held =
                commands.fcall(
                        redis.function("journal_lease"),
                        ScriptOutputType.INTEGER,
                        new String[] {leaseKey},
                        settings.node(),
                        Long.toString(LEASE.toMillis()));
        leasedAt = held == 1 ? asked : Instant.MIN;
        return held == 1;
    }

    @SuppressWarnings("unchecked") // Lettuce's varargs of a generic type
    private List<StreamMessage<String, String>> read(
            RedisCommands<String, String> commands, boolean takenBefore) {
        Consumer<String> reader = Consumer.from(group, READER);
        return takenBefore
                ? commands.xreadgroup(
                        reader,
                        XReadArgs.Builder.count(BATCH),
                        StreamOffset.from(JournalStore.STREAM, "0"))
                : commands.xreadgroup(
                        reader,
                        XReadArgs.Builder.count(BATCH).block(BLOCK),
                        StreamOffset.lastConsumed(JournalStore.STREAM));
    }

    /**
     * Takes a batch, then acknowledges what was taken at once: a crash in between brings entries
     * again that were done, which consumers must bear anyway. False if some are still to be done.
     */
    private boolean takeAll(
            RedisCommands<String, String> commands, List<StreamMessage<String, String>> batch)
            throws InterruptedException {
        List<String> taken = new ArrayList<>(batch.size());
        boolean all = true;
        for (StreamMessage<String, String> message : batch) {
            if (!holdsLease(commands) || !take(commands, message, taken)) {
                all = false;
                break;
            }
        }
        if (!taken.isEmpty()) {
            commands.xack(JournalStore.STREAM, group, taken.toArray(String[]::new));
            done.add(taken.size());
        }
        return all;
    }

    /** False if the entry is still to be done: it was told to stop, or lost the lease. */
    private boolean take(
            RedisCommands<String, String> commands,
            StreamMessage<String, String> message,
            List<String> taken)
            throws InterruptedException {
        Duration pause = RETRY_FIRST;
        for (int tries = 1; ; tries++) {
            if (stop.isStopped() || (tries > 1 && !lease(commands))) {
                return false;
            }
            Taking.Failed no;
            switch (accept(message)) {
                case Taking.Done done -> {
                    taken.add(message.getId());
                    return true;
                }
                case Taking.Unread unread -> {
                    if (!parking.leaveUnread(commands, message, unread.reason())) {
                        taken.add(message.getId());
                    }
                    return true;
                }
                case Taking.Failed failure -> no = failure;
            }
            failed.increment();
            // a consumer that fails because Redis is away is not at fault: this throws then
            commands.ping();
            log.warn(
                    "journal.consumer-failed group={} entry={} tries={} error=\"{}\"",
                    group,
                    message.getId(),
                    tries,
                    no.error());
            if ((no.needsRepair() || tries >= settings.tries())
                    && parking.park(commands, message, no.error())) {
                return true;
            }
            if (stop.await(pause)) {
                return false;
            }
            pause = least(pause.multipliedBy(2), RETRY_PAUSE_MAX);
        }
    }

    private Taking accept(StreamMessage<String, String> message) {
        Map<String, String> body = message.getBody();
        if (body == null || body.get("json") == null) {
            log.error(
                    "journal.entry-gone group={} entry={}; deleted by hand?",
                    group,
                    message.getId());
            return new Taking.Done();
        }
        try {
            StoredEntry entry = reader.fromStream(body.getOrDefault("json", ""));
            consumer.accept(entry, Long.parseLong(body.getOrDefault("seq", "0")));
            return new Taking.Done();
        } catch (UnreadableEntryException e) {
            return new Taking.Unread(String.valueOf(e.getMessage()));
        } catch (RepairNeededException e) {
            return new Taking.Failed(String.valueOf(e.getMessage()), true);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            log.debug("journal.consumer-error group={}", group, e);
            return new Taking.Failed(String.valueOf(e), false);
        }
    }

    /**
     * Once after each taking of the lease: those that still fail stay where they are. What an older
     * version could not read comes first.
     */
    private void tryParked(RedisCommands<String, String> commands) {
        if (parkedTried) {
            return;
        }
        parkedTried = true;
        for (String key : parking.keys()) {
            parking.tryAgain(
                    commands,
                    key,
                    () -> !stop.isStopped() && lease(commands),
                    message -> {
                        Taking taking = accept(message);
                        if (taking instanceof Taking.Done) {
                            done.increment();
                        } else if (taking instanceof Taking.Failed) {
                            failed.increment();
                        }
                        return taking;
                    });
        }
    }

    private void measure(RedisCommands<String, String> commands) {
        Instant now = clock.instant();
        if (now.isBefore(measureAt)
                && measureAt.isBefore(now.plus(MEASURE_EVERY.multipliedBy(2)))) {
            return;
        }
        measureAt = now.plus(MEASURE_EVERY);
        Long count =
                commands.fcall(
                        redis.function("journal_behind"),
                        ScriptOutputType.INTEGER,
                        new String[] {JournalStore.STREAM},
                        group);
        behind = count;
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Any thread. What is being done is finished first. */
    void stop() {
        stop.stop();
    }

    JournalFigures.ConsumerFigures figures() {
        return new JournalFigures.ConsumerFigures(
                group,
                done.sum(),
                failed.sum(),
                parking.parked(),
                parking.unread(),
                parking.dropped(),
                behind);
    }
}
