package zarang.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import zarang.testkit.StoreAnswers;

/** One process' way to an outbox in memory, which answers at once or throws. */
record OutboxAway(Outbox outbox, StoreAnswers answers) implements Outbox {
    private <T> T ask(Supplier<T> effect) {
        return answers.to(effect).toCompletableFuture().join();
    }

    /**
     * @throws CompletionException the store is away
     */
    private void tell(Runnable effect) {
        ask(() -> {
            effect.run();
            return true;
        });
    }

    @Override
    public List<DeliveryStore.Taken> enqueue(List<Destination> to, Message message, Instant now) {
        return ask(() -> outbox.enqueue(to, message, now));
    }

    @Override
    public DeliveryStore.Claim claim(
            String destination, String node, Instant now, Duration lease, int most) {
        return ask(() -> outbox.claim(destination, node, now, lease, most));
    }

    @Override
    public void delivered(String destination, ClaimedDelivery delivery, Instant now) {
        tell(() -> outbox.delivered(destination, delivery, now));
    }

    @Override
    public void retry(String destination, ClaimedDelivery delivery, Instant due, boolean hold) {
        tell(() -> outbox.retry(destination, delivery, due, hold));
    }

    @Override
    public long revive(String destination, Instant now) {
        return ask(() -> outbox.revive(destination, now));
    }

    @Override
    public void bury(String destination, ClaimedDelivery delivery, Instant now, String reason) {
        tell(() -> outbox.bury(destination, delivery, now, reason));
    }

    @Override
    public void release(String destination, String node, Instant now) {
        tell(() -> outbox.release(destination, node, now));
    }

    @Override
    public List<String> unserved(Instant since) {
        return ask(() -> outbox.unserved(since));
    }

    @Override
    public void delete(String destination, Instant since) {
        tell(() -> outbox.delete(destination, since));
    }

    @Override
    public void gone(String destination, String address) {
        tell(() -> outbox.gone(destination, address));
    }

    @Override
    public void back(String destination) {
        tell(() -> outbox.back(destination));
    }
}
