package zarang.sip.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import zarang.sip.source.SourceKey;

/**
 * What was read and waits to be handled: one of each source in turn, so that whoever sends one
 * message waits for one round and not for a flood. Of what a source sent new calls come last, each
 * kind in its order. Where there is no room, the source that has most waiting loses its oldest, a
 * new call if there is one. Stochastic fairness queueing (McKenney 1990): sources share {@value
 * #SLOTS} queues by a seeded hash. Not thread-safe.
 */
final class FairQueue<T> {
    private static final int SLOTS = 512;

    private record Waiting<T>(T item, int bytes) {}

    /** Of the sources that share it. */
    private static final class Slot<T> {
        private final ArrayDeque<Waiting<T>> first = new ArrayDeque<>(0);
        private final ArrayDeque<Waiting<T>> newCalls = new ArrayDeque<>(0);

        int size() {
            return first.size() + newCalls.size();
        }

        Waiting<T> next() {
            return first.isEmpty() ? newCalls.remove() : first.remove();
        }

        Waiting<T> leastMissed() {
            return newCalls.isEmpty() ? first.remove() : newCalls.remove();
        }
    }

    private final int itemsMax;
    private final long bytesMax;
    private final long seed;
    private final List<Slot<T>> slots = new ArrayList<>(SLOTS);
    private final ArrayDeque<Integer> turns = new ArrayDeque<>();
    private int items;
    private long bytes;

    /**
     * @param random unpredictable: it decides who shares a queue with whom
     */
    FairQueue(int itemsMax, long bytesMax, RandomGenerator random) {
        this.itemsMax = itemsMax;
        this.bytesMax = bytesMax;
        this.seed = random.nextLong();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new Slot<>());
        }
    }

    /** Takes in one that is no new call; gives how many had to go for it. */
    int put(long source, T item, int size) {
        return put(source, new Waiting<>(item, size), false);
    }

    /** Takes in a new call; gives how many had to go for it. */
    int putNewCall(long source, T item, int size) {
        return put(source, new Waiting<>(item, size), true);
    }

    private int put(long source, Waiting<T> waiting, boolean newCall) {
        int at = (int) (SourceKey.mixed(source ^ seed) & (SLOTS - 1));
        Slot<T> slot = slots.get(at);
        if (slot.size() == 0) {
            turns.add(at);
        }
        (newCall ? slot.newCalls : slot.first).add(waiting);
        items++;
        bytes += waiting.bytes();
        int lost = 0;
        while (items > itemsMax || (bytes > bytesMax && items > 1)) {
            dropOfLongest();
            lost++;
        }
        return lost;
    }

    /** The next in turn. */
    Optional<T> next() {
        Integer at = turns.poll();
        if (at == null) {
            return Optional.empty();
        }
        Slot<T> slot = slots.get(at);
        Waiting<T> first = slot.next();
        if (slot.size() > 0) {
            turns.add(at);
        }
        items--;
        bytes -= first.bytes();
        return Optional.of(first.item());
    }

    /** Sources that have something waiting. */
    int sources() {
        return turns.size();
    }

    boolean isEmpty() {
        return items == 0;
    }

    private void dropOfLongest() {
        int longest = turns.getFirst();
        for (int at : turns) {
            if (slots.get(at).size() > slots.get(longest).size()) {
                longest = at;
            }
        }
        Slot<T> slot = slots.get(longest);
        bytes -= slot.leastMissed().bytes();
        items--;
        if (slot.size() == 0) {
            turns.remove(Integer.valueOf(longest));
        }
    }
}
