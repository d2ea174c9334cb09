package zarang.routing.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import zarang.call.AgentId;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.Reservations;

/** A store whose answers come late, get lost with or without their effect, or never come. */
final class FlakyReservations implements Reservations {
    private final Reservations store;
    private final RandomGenerator random;
    private final VirtualLoop loop;
    private boolean healed;

    FlakyReservations(Reservations store, RandomGenerator random, VirtualLoop loop) {
        this.store = store;
        this.random = random;
        this.loop = loop;
    }

    void heal() {
        healed = true;
    }

    @Override
    public CompletionStage<Lease> reserve(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        return maybe(() -> store.reserve(agent, offer, lease, now));
    }

    @Override
    public CompletionStage<Lease> confirm(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        return maybe(() -> store.confirm(agent, offer, lease, now));
    }

    @Override
    public CompletionStage<Boolean> release(AgentId agent, OfferId offer) {
        return maybe(() -> store.release(agent, offer));
    }

    private <T> CompletionStage<T> maybe(Supplier<CompletionStage<T>> request) {
        return switch (healed ? 99 : random.nextInt(20)) {
            case 0 -> throw new IllegalStateException("broken");
            case 1 -> CompletableFuture.failedFuture(new IllegalStateException("away"));
            case 2 -> new CompletableFuture<>();
            case 3 -> {
                var _ = request.get();
                yield CompletableFuture.failedFuture(new IllegalStateException("answer lost"));
            }
            case 4, 5, 6, 7 -> late(request.get());
            default -> request.get();
        };
    }

    private <T> CompletionStage<T> late(CompletionStage<T> answer) {
        CompletableFuture<T> later = new CompletableFuture<>();
        loop.schedule(
                Duration.ofMillis(random.nextInt(300)), () -> answer.thenAccept(later::complete));
        return later;
    }
}
