package zarang.media.loop;

import org.jspecify.annotations.Nullable;

/**
 * Who sends next: a wheel of which one turn is one frame. One thread; allocates nothing.
 *
 * <p>All entries have the same period, so whoever was just served comes due last: the wheel is a
 * linked list in order of due times, each entry keeping its own phase exactly. Only one that
 * changed its phase is moved up to its place.
 */
public final class PacingWheel {
    /** What the wheel turns: extended by what is paced. */
    public abstract static class Entry {
        private @Nullable Entry before;
        private @Nullable Entry after;
        private boolean on;
        private long dueNanos;

        /**
         * Serves this entry.
         *
         * @return when it is due next, or {@link #LEAVE}
         */
        protected abstract long turn(long dueNanos, long nowNanos);

        public final boolean isOnWheel() {
            return on;
        }
    }

    /**
     * First frames begin at whole multiples of this, 5 ms, so that the loop wakes up for many of
     * them at once: to wake up costs more than to send a frame (ADR 0012).
     */
    public static final long SLOT_NANOS = 5_000_000;

    /** What {@link Entry#turn} answers to leave the wheel. */
    public static final long LEAVE = Long.MIN_VALUE;

    private @Nullable Entry head;
    private @Nullable Entry tail;

    /** The first slot at or after {@code nanos}. */
    public static long slotFrom(long nanos) {
        return Math.ceilDiv(nanos, SLOT_NANOS) * SLOT_NANOS;
    }

    /** Puts {@code entry} on the wheel; harmless when it is on. */
    public void add(Entry entry, long dueNanos) {
        if (entry.on) {
            return;
        }
        entry.on = true;
        entry.dueNanos = dueNanos;
        Entry before = tail;
        while (before != null && before.dueNanos - dueNanos > 0) {
            before = before.before;
        }
        Entry after = before == null ? head : before.after;
        entry.before = before;
        entry.after = after;
        if (before == null) {
            head = entry;
        } else {
            before.after = entry;
        }
        if (after == null) {
            tail = entry;
        } else {
            after.before = entry;
        }
    }

    /** Takes {@code entry} off the wheel; harmless when it is not on. */
    public void remove(Entry entry) {
        if (!entry.on) {
            return;
        }
        entry.on = false;
        Entry before = entry.before;
        Entry after = entry.after;
        entry.before = null;
        entry.after = null;
        if (before == null) {
            head = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.before = before;
        }
    }

    /** The entry that is due at {@code nowNanos} and waits longest, taken off; null when none. */
    public @Nullable Entry poll(long nowNanos) {
        Entry entry = head;
        if (entry == null || entry.dueNanos - nowNanos > 0) {
            return null;
        }
        remove(entry);
        return entry;
    }

    /** Serves {@code entry}, which {@link #poll} gave, and puts it back unless it leaves. */
    public void turn(Entry entry, long nowNanos) {
        long next = entry.turn(entry.dueNanos, nowNanos);
        if (next != LEAVE) {
            add(entry, next);
        }
    }

    /** Ns until the next entry is due, at most {@code limit}; 0 or less when one is. */
    public long untilDue(long nowNanos, long limit) {
        Entry entry = head;
        return entry == null ? limit : Math.min(limit, entry.dueNanos - nowNanos);
    }

    public boolean isEmpty() {
        return head == null;
    }
}
