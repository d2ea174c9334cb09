package zarang.journal;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.RedisLink;

/**
 * The newest entries of the stream, read once for all consumers of this process: each deals them to
 * its partitions by their ids, so that no text of theirs goes through a function in Redis (ADR
 * 0091). A virtual thread and a connection of its own; what it has may be asked from any thread.
 *
 * <p>It begins with what is new and knows nothing of what lies before. Who is further back, or asks
 * while Redis is away, reads for itself ({@link ConsumerStore#read}).
 *
 * <p>Bounded: {@value #MOST} entries, or {@value #CHARS_MAX} characters of theirs.
 */
final class StreamTail implements Runnable {
    static final int MOST = 2_048;
    private static final int CHARS_MAX = 4_000_000;
    private static final int READ_MAX = 256;
    private static final Duration BLOCK = Duration.ofSeconds(1);

    /**
     * Entries come a few at a time; gathering them costs a receiver 100 ms and saves most round
     * trips.
     */
    static final Duration GATHER = Duration.ofMillis(100);

    private static final Duration AWAY_PAUSE = Duration.ofMillis(300);
    private static final Logger log = LoggerFactory.getLogger(StreamTail.class);

    /** An entry of the stream; {@code type} is empty if an earlier version wrote it. */
    record Seen(String id, int bucket, String type, String sequence, String json) {
        private static Seen of(StreamMessage<String, String> message) {
            Map<String, String> body = message.getBody() == null ? Map.of() : message.getBody();
            return new Seen(
                    message.getId(),
                    Integer.parseInt(body.getOrDefault("bucket", "0")),
                    body.getOrDefault("type", ""),
                    body.getOrDefault("seq", "0"),
                    body.getOrDefault("json", ""));
        }
    }

    private final RedisLink redis;
    private final StopSignal stop = new StopSignal();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    /** The link was made anew, to another Redis perhaps. */
    private volatile boolean stale;

    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    // Under the lock:
    private final List<Seen> seen = new ArrayList<>();

    /** All that came after it is in {@link #seen}; null: that is not known. */
    private @Nullable String from;

    private long chars;

    StreamTail(RedisLink redis) {
        this.redis = redis;
        redis.onUp(() -> stale = true);
    }

    @Override
    public void run() {
        try {
            while (!stop.isStopped()) {
                stale = false;
                try {
                    StatefulRedisConnection<String, String> own = redis.dedicated();
                    connection = own;
                    try {
                        follow(own.sync());
                    } finally {
                        if (own.isOpen()) { // else stop() closed it
                            own.close();
                        }
                    }
                } catch (RuntimeException away) {
                    log.debug("journal.tail-waits", away);
                    stop.await(AWAY_PAUSE);
                }
                begin(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked") // Lettuce's varargs of a generic type
    private void follow(RedisCommands<String, String> commands) throws InterruptedException {
        List<StreamMessage<String, String>> newest =
                commands.xrevrange(JournalStore.STREAM, Range.unbounded(), Limit.from(1));
        String last = newest.isEmpty() ? "0-0" : newest.getFirst().getId();
        begin(last);
        while (!stop.isStopped() && !stale) {
            List<StreamMessage<String, String>> more =
                    commands.xread(
                            XReadArgs.Builder.count(READ_MAX).block(BLOCK),
                            StreamOffset.from(JournalStore.STREAM, last));
            if (more != null && !more.isEmpty()) {
                last = more.getLast().getId();
                add(more.stream().map(Seen::of).toList());
                if (more.size() < READ_MAX) {
                    stop.await(GATHER);
                }
            }
        }
    }

    private void begin(@Nullable String id) {
        lock.lock();
        try {
            seen.clear();
            chars = 0;
            from = id;
        } finally {
            lock.unlock();
        }
    }

    private void add(List<Seen> more) {
        lock.lock();
        try {
            for (Seen each : more) {
                seen.add(each);
                chars += each.json().length();
            }
            while (seen.size() > MOST || (chars > CHARS_MAX && seen.size() > 1)) {
                List<Seen> old = seen.subList(0, (seen.size() + 1) / 2);
                from = old.getLast().id();
                chars -= old.stream().mapToLong(each -> each.json().length()).sum();
                old.clear();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What came after that entry, {@code most} at most; empty: that is not known here. */
    Optional<List<Seen>> after(String id, int most) {
        lock.lock();
        try {
            if (from == null || id.isEmpty() || isBefore(id, from)) {
                return Optional.empty();
            }
            int place = seen.size();
            while (place > 0 && isBefore(id, seen.get(place - 1).id())) {
                place--;
            }
            return Optional.of(
                    List.copyOf(seen.subList(place, Math.min(place + most, seen.size()))));
        } finally {
            lock.unlock();
        }
    }

    /** Until something came after that entry, for so long at most. */
    void await(String id, Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (left > 0
                    && !stop.isStopped()
                    && (seen.isEmpty() || !isBefore(id, seen.getLast().id()))) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** By number: ids are no texts that can be compared. */
    static boolean isBefore(String one, String other) {
        int dash = one.indexOf('-');
        int otherDash = other.indexOf('-');
        long ms = Long.parseUnsignedLong(one, 0, dash, 10);
        long otherMs = Long.parseUnsignedLong(other, 0, otherDash, 10);
        return ms == otherMs
                ? Long.compareUnsigned(
                                Long.parseUnsignedLong(one, dash + 1, one.length(), 10),
                                Long.parseUnsignedLong(other, otherDash + 1, other.length(), 10))
                        < 0
                : Long.compareUnsigned(ms, otherMs) < 0;
    }

    /** Wakes up whoever waits here. Any thread. */
    void stop() {
        stop.stop();
        StatefulRedisConnection<String, String> own = connection;
        if (own != null) {
            var _ = own.closeAsync();
        }
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
