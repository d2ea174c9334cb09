package zarang.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.queues.QueuesAtWork;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants.Preferred;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.QueueNow;

/** Sales, in which two wait, and support; what is asked of them comes to what a test says. */
final class TwoQueues implements QueuesAtWork {
    static final CallId FIRST = new CallId("01JQZ0000000000000000000AA");
    static final CallId SECOND = new CallId("01JQZ0000000000000000000AB");
    static final QueueName SALES = new QueueName("sales");
    static final QueueName SUPPORT = new QueueName("support");

    private final List<LineRequest> requests = new ArrayList<>();
    private LineResult result = LineResult.DONE;

    /** What comes of what is wanted of a caller from now on. */
    void answers(LineResult now) {
        result = now;
    }

    List<LineRequest> requests() {
        return requests;
    }

    @Override
    public CompletionStage<List<QueueNow>> now() {
        return CompletableFuture.completedStage(
                List.of(new QueueNow(SALES, 2, 1, Duration.ofSeconds(42), 3)));
    }

    @Override
    public CompletionStage<OwnerAnswer.Line> line(QueueName queue, Optional<LineRequest> request) {
        request.ifPresent(requests::add);
        LineResult came = request.isPresent() ? result : LineResult.DONE;
        return CompletableFuture.completedStage(
                new OwnerAnswer.Line(
                        came,
                        List.of(
                                caller(FIRST, queue, 0, Optional.of(new AgentId("2001"))),
                                caller(SECOND, queue, 1, Optional.empty()))));
    }

    private static WaitingCaller caller(
            CallId call, QueueName queue, int position, Optional<AgentId> rings) {
        return new WaitingCaller(
                Subject.of(call),
                queue,
                position,
                Tier.GOLD,
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ZERO,
                false,
                new TreeMap<>(Map.of("english", 3)),
                Optional.of(new Preferred(new AgentId("2002"), Duration.ofSeconds(40))),
                rings);
    }

    @Override
    public CompletionStage<Map<Subject, String>> numbers(List<Subject> callers) {
        Subject known = Subject.of(SECOND);
        return CompletableFuture.completedStage(
                callers.contains(known) ? Map.of(known, "+…67") : Map.of());
    }

    @Override
    public List<Tier> tiers() {
        return List.of(Tier.BRONZE, Tier.GOLD);
    }
}
