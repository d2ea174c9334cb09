package zarang.api;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import zarang.api.agents.AgentsAtWork;
import zarang.api.calls.CallsAtWork;
import zarang.api.live.LiveSource;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.routing.calls.CallsSeen;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.QueueNow;

/** One queue, with as many callers as a test says; the agents and the call of others. */
final class OneFloor implements LiveSource {
    private final AgentsAtWork agents;
    private final CallsAtWork calls;
    private volatile int waiting;
    private volatile boolean owned = true;
    private volatile boolean callsAnswered = true;
    private final AtomicInteger callQuestions = new AtomicInteger();

    OneFloor(AgentsAtWork agents, CallsAtWork calls) {
        this.agents = agents;
        this.calls = calls;
    }

    /** How many wait from now on. */
    void waits(int callers) {
        waiting = callers;
    }

    /** Whether somebody decides for the floor. */
    void owned(boolean now) {
        owned = now;
    }

    /** Whether who asks for calls is answered, or waits for ever. */
    void answersForCalls(boolean now) {
        callsAnswered = now;
    }

    /** How often calls were asked for. */
    int callQuestions() {
        return callQuestions.get();
    }

    @Override
    public CompletionStage<List<AgentView>> agents() {
        return agents.agents();
    }

    @Override
    public CompletionStage<List<QueueNow>> queues() {
        return owned
                ? CompletableFuture.completedStage(
                        List.of(new QueueNow(new QueueName("sales"), waiting, 0, Duration.ZERO, 1)))
                : CompletableFuture.failedStage(
                        Problem.of(ProblemKind.NO_OWNER, "nobody decides").refusal());
    }

    @Override
    public CompletionStage<CallsSeen> calls(Set<CallId> ids) {
        callQuestions.incrementAndGet();
        return callsAnswered ? calls.these(ids) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<Alarm>> alarms() {
        return CompletableFuture.completedStage(
                owned ? List.of() : List.of(new Alarm("no-owner", "nobody decides")));
    }
}
