package zarang.sip.source;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps a log readable while somebody scans or floods: one line for each source and span, which
 * says how often it happened since the last, and at most {@value #LINES_A_SECOND} lines a second
 * over all sources. Not thread-safe.
 */
public final class LogLimit {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int LINES_A_SECOND = 5;

    /** Sources that are remembered; of one more, the one reported longest ago is not. */
    private static final int SOURCES_MAX = 1_024;

    private static final class Untold {
        private long count;
        private long dueAt;
    }

    private final LongSupplier nanos;
    private final long each;
    private final LinkedHashMap<Long, Untold> sources = new LinkedHashMap<>();
    private long secondEndsAt;
    private int linesLeft;

    /**
     * One line for each source and minute.
     *
     * @param nanos monotonic time
     */
    public LogLimit(LongSupplier nanos) {
        this(nanos, Duration.ofMinutes(1));
    }

    /** One line for each source and {@code each}. */
    public LogLimit(LongSupplier nanos, Duration each) {
        this.nanos = nanos;
        this.each = each.toNanos();
        secondEndsAt = nanos.getAsLong();
    }

    /** Counts one more; if a line is due, how many it is to tell of. */
    public OptionalLong of(InetAddress source) {
        return of(SourceKey.of(source));
    }

    /** The same for what is told apart by a number. */
    public OptionalLong of(long key) {
        long now = nanos.getAsLong();
        Untold untold = untold(key, now);
        untold.count++;
        if (now - untold.dueAt < 0 || !isLineLeft(now)) {
            return OptionalLong.empty();
        }
        long count = untold.count;
        untold.count = 0;
        untold.dueAt = now + each;
        return OptionalLong.of(count);
    }

    int sources() {
        return sources.size();
    }

    private Untold untold(long key, long now) {
        Untold known = sources.get(key);
        if (known != null) {
            return known;
        }
        if (sources.size() == SOURCES_MAX) {
            sources.pollFirstEntry();
        }
        Untold fresh = new Untold();
        fresh.dueAt = now;
        sources.put(key, fresh);
        return fresh;
    }

    private boolean isLineLeft(long now) {
        if (now - secondEndsAt >= 0) {
            secondEndsAt = now + SECOND;
            linesLeft = LINES_A_SECOND;
        }
        return linesLeft > 0 && linesLeft-- > 0;
    }
}
