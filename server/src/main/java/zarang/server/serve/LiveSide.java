package zarang.server.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import zarang.api.health.Readiness;
import zarang.api.live.LiveSource;
import zarang.call.CallId;
import zarang.call.engine.TrunkStatus;
import zarang.routing.calls.CallsSeen;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.QueueNow;

/**
 * What the live stream looks at: the floor, of whoever decides; calls and trunks, of the control
 * loop. Any thread.
 */
record LiveSide(CallSide calls, BooleanSupplier redisUp, Supplier<Readiness> readiness)
        implements LiveSource {
    @Override
    public CompletionStage<List<AgentView>> agents() {
        return calls.desk().agents();
    }

    @Override
    public CompletionStage<List<QueueNow>> queues() {
        return calls.queues().now();
    }

    @Override
    public CompletionStage<CallsSeen> calls(Set<CallId> ids) {
        return calls.calls().these(ids);
    }

    @Override
    public CompletionStage<List<Alarm>> alarms() {
        return calls.trunks().trunks().thenApply(this::alarms);
    }

    private List<Alarm> alarms(List<TrunkStatus> trunks) {
        List<Alarm> alarms = new ArrayList<>();
        if (!redisUp.getAsBoolean()) {
            alarms.add(
                    new Alarm(
                            "redis-away",
                            "Redis does not answer: callers are served as unknown, facts wait on"
                                    + " disk"));
        }
        Readiness ready = readiness.get();
        if (!ready.takesCalls()) {
            alarms.add(new Alarm("not-ready", ready.detail()));
        }
        trunks.stream()
                .filter(trunk -> trunk.state().equals("down"))
                .forEach(trunk ->
                        alarms.add(
                                new Alarm(
                                        "trunk-down:" + trunk.name(),
                                        "the trunk does not answer: calls out pass it by")));
        return alarms;
    }
}
