package zarang.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What sending text messages takes beside {@link Deliveries}: this file. It refuses each message
 * the first time, as a gateway over its rate does, and says for how long.
 */
final class SmsGateway implements Destination {
    /** A code that comes after ten minutes helps nobody. */
    private static final RetrySchedule SOON =
            new RetrySchedule(
                    List.of(Duration.ofMillis(50), Duration.ofMillis(100)),
                    4,
                    Duration.ofMinutes(10),
                    Duration.ofMillis(200));

    final List<String> sent = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "gateway";
    }

    @Override
    public String address() {
        return "smpp.example.net";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int concurrency() {
        return 2;
    }

    @Override
    public int pendingMax() {
        return 10_000;
    }

    @Override
    public RetrySchedule retry() {
        return SOON;
    }

    /**
     * @param body number, a blank, text
     */
    @Override
    public CompletionStage<Attempt> attempt(String id, String body) {
        if (seen.merge(id, 1, Integer::sum) == 1) {
            return CompletableFuture.completedStage(
                    new Attempt.Failed("over the rate", Optional.of(Duration.ofMillis(150))));
        }
        sent.add(body);
        return CompletableFuture.completedStage(new Attempt.Delivered());
    }
}
