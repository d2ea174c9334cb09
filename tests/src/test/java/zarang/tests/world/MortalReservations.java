package zarang.tests.world;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.Reservations;
import zarang.testkit.StoreAnswers;

/** The leases as one process sees them: late, away at times. */
record MortalReservations(Reservations kept, StoreAnswers answers) implements Reservations {
    private static <T> T done(CompletionStage<T> atOnce) {
        return atOnce.toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Lease> reserve(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        return answers.to(() -> done(kept.reserve(agent, offer, lease, now)));
    }

    @Override
    public CompletionStage<Lease> confirm(
            AgentId agent, OfferId offer, Duration lease, Instant now) {
        return answers.to(() -> done(kept.confirm(agent, offer, lease, now)));
    }

    @Override
    public CompletionStage<Boolean> release(AgentId agent, OfferId offer) {
        return answers.to(() -> done(kept.release(agent, offer)));
    }
}
