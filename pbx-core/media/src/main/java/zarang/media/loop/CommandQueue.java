package zarang.media.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded lock-free queue: many threads offer, one polls.
 *
 * <p>A producer owns a slot once it has moved {@code tail}; the consumer sees it when it is filled,
 * and frees it by moving {@code head}.
 */
public final class CommandQueue<T> {
    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    /**
     * @param capacity rounded up to a power of two
     */
    public CommandQueue(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity) - 1) << 1;
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /**
     * Appends a message. Any thread.
     *
     * @return false when the queue is full
     */
    public boolean offer(T message) {
        long slot;
        do {
            slot = tail.get();
            if (slot - head.get() > mask) {
                return false;
            }
        } while (!tail.compareAndSet(slot, slot + 1));
        slots.setRelease((int) slot & mask, message);
        return true;
    }

    /** The next message, or null. The consumer's thread only. */
    public @Nullable T poll() {
        long slot = head.getPlain();
        T message = slots.getAcquire((int) slot & mask);
        if (message != null) {
            slots.setPlain((int) slot & mask, null);
            head.setRelease(slot + 1);
        }
        return message;
    }
}
