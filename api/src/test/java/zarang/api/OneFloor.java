package zarang.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.agents.AgentsAtWork;
import zarang.api.calls.CallsAtWork;
import zarang.api.live.LiveSource;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.verb.CallSnapshot;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.QueueNow;

/** One queue, with as many callers as a test says; the agents and the call of others. */
final class OneFloor implements LiveSource {
    private final AgentsAtWork agents;
    private final CallsAtWork calls;
    private volatile int waiting;
    private volatile boolean owned = true;

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
    public CompletionStage<Optional<CallSnapshot>> call(CallId id) {
        return calls.one(id);
    }

    @Override
    public CompletionStage<List<Alarm>> alarms() {
        return CompletableFuture.completedStage(
                owned ? List.of() : List.of(new Alarm("no-owner", "nobody decides")));
    }
}
