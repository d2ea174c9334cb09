package zarang.sip.source;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A token bucket for each source, in a table whose size is fixed: however many sources there are,
 * the memory is the same. Allocates nothing once it is made. Not thread-safe.
 *
 * <p>Each bucket is one number, the time at which it is full again (ATM Forum TM 4.0 §4.4.2, GCRA).
 * A full bucket is as good as none, so its place goes to whoever comes. Where all {@value #WAYS}
 * places that a source may have are taken, it shares the fullest: the hash is seeded, so nobody can
 * choose with whom.
 */
public final class Buckets {
    private static final int WAYS = 4;

    private final long[] keys;
    private final long[] fullAt;
    private final long seed;
    private final int sets;

    /**
     * @param sources a power of two, 4 or more; 16 bytes each
     * @param now monotonic ns
     */
    public Buckets(int sources, RandomGenerator random, long now) {
        if (sources < WAYS || Integer.bitCount(sources) != 1) {
            throw new IllegalArgumentException("buckets: a power of two, 4 or more");
        }
        keys = new long[sources];
        fullAt = new long[sources];
        Arrays.fill(fullAt, now);
        seed = random.nextLong();
        sets = sources / WAYS;
    }

    /** Takes one from the bucket of {@code key}; false if there is none. */
    public boolean take(long key, Limit limit, long now) {
        int at = place(key, now);
        long full = Math.max(0, fullAt[at] - now);
        if (full > limit.toleranceNanos()) {
            return false;
        }
        keys[at] = full == 0 ? key : keys[at];
        fullAt[at] = now + full + limit.intervalNanos();
        return true;
    }

    /** Whether {@link #take} would give one. Changes nothing. */
    public boolean has(long key, Limit limit, long now) {
        return fullAt[place(key, now)] - now <= limit.toleranceNanos();
    }

    private int place(long key, long now) {
        int first = (int) (SourceKey.mixed(key ^ seed) & (sets - 1)) * WAYS;
        int fullest = first;
        for (int i = first; i < first + WAYS; i++) {
            if (keys[i] == key && fullAt[i] - now > 0) {
                return i;
            }
            if (fullAt[i] - fullAt[fullest] < 0) {
                fullest = i;
            }
        }
        return fullest;
    }
}
