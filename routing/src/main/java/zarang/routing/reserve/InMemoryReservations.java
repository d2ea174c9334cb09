package zarang.routing.reserve;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;

/**
 * Leases for a process that shares its agents with nobody, and for simulations of several that do.
 * One thread; answers at once.
 */
public final class InMemoryReservations implements Reservations {
    /** What the nodes of one simulation share. */
    public static final class Store {
        private final Map<AgentId, Entry> leases = new HashMap<>();
    }

    private record Entry(String node, OfferId offer, Instant until, long fence) {}

    private final Store store;
    private final String node;
    private final Fence fence;

    /** Of a node that never owns a floor for others. */
    public InMemoryReservations(Store store, String node) {
        this(store, node, new Fence());
    }

    public InMemoryReservations(Store store, String node, Fence fence) {
        this.store = store;
        this.node = node;
        this.fence = fence;
    }

    @Override
    public CompletionStage<Lease> reserve(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        Entry entry = store.leases.get(agent);
        boolean free =
                entry == null
                        || !entry.until().isAfter(now)
                        || entry.node().equals(node)
                        || entry.offer().equals(offer)
                        || fence.passes(entry.fence());
        return free || entry == null ? hold(agent, offer, lease, now) : taken(entry);
    }

    @Override
    public CompletionStage<Lease> confirm(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        Entry entry = store.leases.get(agent);
        boolean free = entry == null || !entry.until().isAfter(now) || entry.offer().equals(offer);
        return free || entry == null ? hold(agent, offer, lease, now) : taken(entry);
    }

    @Override
    public CompletionStage<Boolean> release(AgentId agent, OfferId offer) {
        Entry entry = store.leases.get(agent);
        boolean held = entry != null && entry.offer().equals(offer);
        if (held) {
            store.leases.remove(agent);
        }
        return CompletableFuture.completedFuture(held);
    }

    private CompletionStage<Lease> hold(AgentId agent, OfferId offer, Duration lease, Instant now) {
        Instant until = now.plus(lease);
        store.leases.put(agent, new Entry(node, offer, until, fence.number()));
        return CompletableFuture.completedFuture(new Lease.Held(until));
    }

    private static CompletionStage<Lease> taken(Entry entry) {
        return CompletableFuture.completedFuture(new Lease.Taken(entry.offer(), entry.until()));
    }
}
