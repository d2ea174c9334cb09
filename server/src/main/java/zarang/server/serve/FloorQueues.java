package zarang.server.serve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import zarang.api.queues.LineApi;
import zarang.api.queues.QueueApi;
import zarang.api.queues.QueuesAtWork;
import zarang.api.route.Operation;
import zarang.api.settings.SettingsApi;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.loop.ControlLoop;
import zarang.routing.calls.CallSeen;
import zarang.routing.calls.CallsSeen;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.OwnerQuestion;
import zarang.routing.owner.QueueNow;

/** The way from HTTP to the queues: who waits in them, and how they are set. Any thread. */
final class FloorQueues implements QueuesAtWork, AutoCloseable {
    private final ControlLoop loop;
    private final Wiring wiring;
    private final CallsOnLoop calls;
    private final SettingsOnFloor settings;
    private final List<Tier> tiers;

    FloorQueues(ThisNode node, ClubSide club, Wiring wiring, CallsOnLoop calls) {
        loop = node.loop();
        this.calls = calls;
        this.wiring = wiring;
        tiers = node.settings().club().tiers().all();
        settings = new SettingsOnFloor(node, club, wiring.floor());
    }

    /** What is asked over HTTP. */
    List<Operation> operations() {
        return Stream.of(
                        new QueueApi(this, settings).operations(),
                        new LineApi(this, settings).operations(),
                        new SettingsApi(settings).operations())
                .flatMap(List::stream)
                .toList();
    }

    /** How they are set. */
    SettingsOnFloor settings() {
        return settings;
    }

    @Override
    public CompletionStage<List<QueueNow>> now() {
        return FloorAgents.ask(loop, wiring, new OwnerQuestion.OfQueues());
    }

    @Override
    public CompletionStage<OwnerAnswer.Line> line(QueueName queue, Optional<LineRequest> request) {
        return FloorAgents.ask(loop, wiring, new OwnerQuestion.OfLine(queue, request));
    }

    @Override
    public CompletionStage<Map<Subject, String>> numbers(List<Subject> callers) {
        List<CallId> ids = callers.stream().map(Subject::call).flatMap(Optional::stream).toList();
        return calls.these(ids).thenApply(FloorQueues::numbers);
    }

    private static Map<Subject, String> numbers(CallsSeen seen) {
        Map<Subject, String> numbers = new HashMap<>();
        for (CallSeen call : seen.calls()) {
            call.caller().ifPresent(number -> numbers.put(Subject.of(call.id()), number));
        }
        return numbers;
    }

    @Override
    public List<Tier> tiers() {
        return tiers;
    }

    /** Control loop. */
    @Override
    public void close() {
        settings.close();
    }
}
