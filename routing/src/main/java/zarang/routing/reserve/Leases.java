package zarang.routing.reserve;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.ControlLoop.Timer;
import zarang.call.queue.OfferId;

/**
 * Keeps one process's leases: asks with a limit of time, renews while two talk, and puts them back
 * when the store was away. Control loop only.
 *
 * <p>A waiting caller does not suffer from a store that is away or slow: after the limit the offer
 * goes on unsecured. Should the store then say, late or at a renewal, that another node has the
 * agent, {@link Listener#lost} tells.
 */
public final class Leases implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** Told on the control loop, never from inside a call to {@link Leases}. */
    public interface Listener {
        /** Go on with the offer. Once for each {@link Leases#reserve}, unless {@link #lost}. */
        void granted(OfferId offer);

        /** Another node has the agent. At most once for each offer. */
        void lost(OfferId offer);
    }

    private static final class Kept {
        final OfferId offer;
        final AgentId agent;
        boolean granted;
        boolean confirmed;
        boolean lost;
        boolean handedOver;
        @Nullable Timer limit;

        Kept(OfferId offer, AgentId agent) {
            this.offer = offer;
            this.agent = agent;
        }

        void stopWaiting() {
            if (limit != null) {
                limit.cancel();
                limit = null;
            }
        }
    }

    private final ControlLoop loop;
    private final Reservations reservations;
    private final LeaseSettings settings;
    private final Listener listener;
    private final Map<OfferId, Kept> kept = new HashMap<>();
    private @Nullable Timer renewal;
    private long unsecured;
    private long failures;

    public Leases(
            ControlLoop loop,
            Reservations reservations,
            LeaseSettings settings,
            Listener listener) {
        this.loop = loop;
        this.reservations = reservations;
        this.settings = settings;
        this.listener = listener;
    }

    /** Asks for the agent, long enough to ring it. */
    public void reserve(OfferId offer, AgentId agent, Duration ringTimeout) {
        Kept lease = new Kept(offer, agent);
        kept.put(offer, lease);
        lease.limit = loop.schedule(settings.limit(), () -> goOn(lease, "slow"));
        Duration span = ringTimeout.plus(settings.ringMargin());
        ask(
                () -> reservations.reserve(agent, offer, span, loop.instant()),
                answer -> answered(lease, answer));
    }

    /** The two talk: from now on the lease is renewed; one that was given back is taken again. */
    public void confirm(OfferId offer, AgentId agent) {
        Kept lease = kept.computeIfAbsent(offer, id -> new Kept(id, agent));
        lease.granted = true;
        lease.confirmed = true;
        renew(lease);
        armRenewal();
    }

    public void release(OfferId offer, AgentId agent) {
        Kept lease = kept.remove(offer);
        if (lease != null) {
            lease.stopWaiting();
        }
        stopRenewalUnlessNeeded();
        giveBack(offer, agent);
    }

    /** Another process renews it and gives it back from now on. */
    public void handOver(OfferId offer) {
        Kept lease = kept.remove(offer);
        if (lease != null) {
            lease.stopWaiting();
            lease.handedOver = true;
        }
        stopRenewalUnlessNeeded();
    }

    /** Gives all agents back. */
    @Override
    public void close() {
        for (Kept lease : List.copyOf(kept.values())) {
            release(lease.offer, lease.agent);
        }
    }

    public LeaseCounts counts() {
        return new LeaseCounts(unsecured, failures);
    }

    private void answered(Kept lease, @Nullable Lease answer) {
        boolean current = lease.equals(kept.get(lease.offer));
        if (!current) {
            if (answer instanceof Lease.Held && !lease.handedOver) {
                giveBack(lease.offer, lease.agent);
            }
            return;
        }
        switch (answer) {
            case Lease.Taken taken -> {
                lease.stopWaiting();
                if (!lease.lost) {
                    lease.lost = true;
                    log.info(
                            "lease.taken agent={} offer={} by={} until={}",
                            lease.agent,
                            lease.offer,
                            taken.by(),
                            taken.until());
                    listener.lost(lease.offer);
                }
            }
            case Lease.Held _ -> {
                lease.stopWaiting();
                grant(lease);
            }
            case null -> goOn(lease, "away");
        }
    }

    private void goOn(Kept lease, String why) {
        lease.stopWaiting();
        if (!lease.granted) {
            unsecured++;
            log.warn(
                    "lease.unsecured agent={} offer={} store={}; the offer goes on, and the lease is"
                            + " put back when the store is back",
                    lease.agent,
                    lease.offer,
                    why);
            grant(lease);
        }
    }

    private void grant(Kept lease) {
        if (!lease.granted && !lease.lost) {
            lease.granted = true;
            listener.granted(lease.offer);
        }
    }

    private void renew(Kept lease) {
        ask(
                () ->
                        reservations.confirm(
                                lease.agent, lease.offer, settings.talk(), loop.instant()),
                answer -> answered(lease, answer));
    }

    private void renewAll() {
        renewal = null;
        List.copyOf(kept.values()).stream()
                .filter(lease -> lease.confirmed && !lease.lost)
                .forEach(this::renew);
        armRenewal();
    }

    private void armRenewal() {
        if (renewal == null && kept.values().stream().anyMatch(lease -> lease.confirmed)) {
            renewal = loop.schedule(settings.renewEvery(), this::renewAll);
        }
    }

    private void stopRenewalUnlessNeeded() {
        if (renewal != null && kept.values().stream().noneMatch(other -> other.confirmed)) {
            renewal.cancel();
            renewal = null;
        }
    }

    private void giveBack(OfferId offer, AgentId agent) {
        ask(() -> reservations.release(agent, offer), released -> {});
    }

    /** The answer comes back on the loop; null when there is none. */
    private <T> void ask(Supplier<CompletionStage<T>> request, Consumer<@Nullable T> then) {
        CompletionStage<T> stage;
        try {
            stage = request.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        var _ =
                stage.whenComplete((answer, failure) ->
                        loop.post(() -> {
                            if (failure != null) {
                                failures++;
                                log.debug("lease.failed {}", failure.toString());
                            }
                            then.accept(answer);
                        }));
    }
}
