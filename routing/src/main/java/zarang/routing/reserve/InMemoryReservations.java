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

    private record Entry(String node, OfferId offer, Instant until) {}

    private final Store store;
    private final String node;

    public InMemoryReservations(Store store, String node) {
        this.store = store;
        this.node = node;
    }

    @Override
    public CompletionStage<Lease> reserve(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        Entry entry = store.leases.get(agent);
        boolean free = entry == null || !entry.until().isAfter(now) || entry.node().equals(node);
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
        store.leases.put(agent, new Entry(node, offer, until));
        return CompletableFuture.completedFuture(new Lease.Held(until));
    }

    private static CompletionStage<Lease> taken(Entry entry) {
        return CompletableFuture.completedFuture(new Lease.Taken(entry.offer(), entry.until()));
    }
}
