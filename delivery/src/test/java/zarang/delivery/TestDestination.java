package zarang.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps the bodies that it got, and answers as it is told. */
final class TestDestination implements Destination {
    private static final RetrySchedule FAST =
            new RetrySchedule(
                    List.of(Duration.ofMillis(50), Duration.ofMillis(200)),
                    30,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(2));

    final List<String> got = new CopyOnWriteArrayList<>();
    volatile Function<String, Attempt> answer = body -> new Attempt.Delivered();
    private final String id;

    TestDestination(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String address() {
        return "somewhere";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public int pendingMax() {
        return 1000;
    }

    @Override
    public RetrySchedule retry() {
        return FAST;
    }

    @Override
    public CompletionStage<Attempt> attempt(String message, String body) {
        got.add(body);
        return CompletableFuture.completedStage(answer.apply(body));
    }
}
