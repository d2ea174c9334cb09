package zarang.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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

    private final SequencedMap<String, String> live = new LinkedHashMap<>();
    private final List<LineRequest> requests = new ArrayList<>();
    private LineResult result = LineResult.DONE;
    private int changes;

    /** What comes of what is wanted of a caller from now on. */
    void answers(LineResult now) {
        result = now;
    }

    List<LineRequest> requests() {
        return requests;
    }

    private Setting setting(QueueName queue) {
        SequencedMap<String, String> values = new LinkedHashMap<>(Map.of("wrap-up", "5s"));
        SequencedMap<String, String> files = new LinkedHashMap<>();
        if (queue.equals(SALES)) {
            values.putAll(live);
            live.keySet().forEach(key -> files.put(key, "5s"));
        }
        boolean set = !files.isEmpty();
        return new Setting(
                queue,
                true,
                values,
                files,
                set ? Optional.of("api owner") : Optional.empty(),
                set ? Optional.of(Instant.parse("2026-03-21T08:00:00Z")) : Optional.empty(),
                "ab" + changes);
    }

    @Override
    public CompletionStage<List<Setting>> settings() {
        return CompletableFuture.completedStage(List.of(setting(SALES), setting(SUPPORT)));
    }

    @Override
    public CompletionStage<List<QueueNow>> now() {
        return CompletableFuture.completedStage(
                List.of(new QueueNow(SALES, 2, 1, Duration.ofSeconds(42), 3)));
    }

    @Override
    public CompletionStage<Outcome> set(
            QueueName queue,
            Map<String, Optional<String>> values,
            String mark,
            String by,
            boolean apply) {
        return CompletableFuture.completedStage(outcome(queue, values, mark, apply));
    }

    private Outcome outcome(
            QueueName queue, Map<String, Optional<String>> values, String mark, boolean apply) {
        if (!queue.equals(SALES)) {
            return new Outcome.NoQueue();
        }
        if (!mark.isEmpty() && !mark.equals("ab" + changes)) {
            return new Outcome.Overtaken(setting(queue));
        }
        SequencedMap<String, String> wrong = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!key.equals("wrap-up") && !key.equals("skills")) {
                wrong.put(key, "unknown key");
            }
        });
        if (!wrong.isEmpty()) {
            return new Outcome.Wrong(wrong);
        }
        if (apply) {
            changes++;
            values.forEach((key, value) ->
                    value.ifPresentOrElse(text -> live.put(key, text), () -> live.remove(key)));
        }
        return new Outcome.Done(List.of("queue sales: " + values), setting(queue));
    }

    @Override
    public CompletionStage<Outcome> reset(QueueName queue, String mark, String by, boolean apply) {
        return set(queue, Map.of("wrap-up", Optional.empty()), mark, by, apply);
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
