package zarang.media.port;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The even UDP ports for RTP; the odd one above each is for its RTCP.
 *
 * <p>Taken on the control loop, given back by any thread. A port that carried packets rests before
 * it is taken again, so that late packets of its old call never reach a new one; one that carried
 * none needs no rest. The order is random at first, and then the longest unused goes first: an
 * attacker cannot tell the next port.
 */
public final class PortPool {
    private record Resting(int port, long sinceNanos) {}

    private final long restNanos;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();

    /** Bounded by the number of ports, as is {@link #unused}. */
    private final Queue<Resting> resting = new ConcurrentLinkedQueue<>();

    private final Queue<Integer> unused = new ConcurrentLinkedQueue<>();

    private final AtomicInteger freeCount = new AtomicInteger();
    private final AtomicInteger restingCount = new AtomicInteger();

    public PortPool(int min, int max, long restNanos, RandomGenerator random) {
        this.restNanos = restNanos;
        List<Integer> ports = new ArrayList<>();
        for (int port = min + (min & 1); port < max; port += 2) {
            ports.add(port);
        }
        Collections.shuffle(ports, Random.from(random));
        free.addAll(ports);
        freeCount.set(ports.size());
    }

    /** A port that is free and rested; empty when there is none. Control loop only. */
    public OptionalInt take(long nowNanos) {
        for (Resting head = resting.peek();
                head != null && isRested(head, nowNanos);
                head = resting.peek()) {
            resting.remove();
            free.add(head.port());
            freeCount.incrementAndGet();
            restingCount.decrementAndGet();
        }
        for (Integer port = unused.poll(); port != null; port = unused.poll()) {
            free.add(port);
        }
        Integer port = free.poll();
        if (port == null) {
            return OptionalInt.empty();
        }
        freeCount.decrementAndGet();
        return OptionalInt.of(port);
    }

    /** A port that carried packets is closed and begins to rest. Any thread. */
    public void giveBack(int port, long nowNanos) {
        restingCount.incrementAndGet();
        resting.add(new Resting(port, nowNanos));
    }

    /** A port that carried nothing is closed: it may be taken at once. Any thread. */
    public void giveBackUnused(int port) {
        unused.add(port);
        freeCount.incrementAndGet();
    }

    /** Ports that can be taken at once, those among them whose rest is over. Any thread. */
    public int free(long nowNanos) {
        return freeCount.get() + rested(nowNanos);
    }

    /** Ports that still rest. Any thread. */
    public int resting(long nowNanos) {
        return Math.max(0, restingCount.get() - rested(nowNanos));
    }

    private int rested(long nowNanos) {
        int rested = 0;
        for (Resting port : resting) {
            if (!isRested(port, nowNanos)) {
                break;
            }
            rested++;
        }
        return rested;
    }

    private boolean isRested(Resting port, long nowNanos) {
        return nowNanos - port.sinceNanos() >= restNanos;
    }
}
