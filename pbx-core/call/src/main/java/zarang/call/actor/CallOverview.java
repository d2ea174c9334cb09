package zarang.call.actor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.verb.CallEvent;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.StopCall;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;
import zarang.call.verb.VerbStart;

/** The calls of this process, for somebody who is in none of them. Control loop. */
public final class CallOverview {
    private final Map<CallId, RunningCall> calls;

    /**
     * @param calls those that are under way, now and later
     */
    CallOverview(Map<CallId, RunningCall> calls) {
        this.calls = calls;
    }

    /** Every call as it is now, the oldest first. */
    public List<CallSnapshot> all() {
        return calls.values().stream()
                .map(RunningCall::snapshot)
                .sorted(Comparator.comparing(call -> call.id().value()))
                .toList();
    }

    /** One of them; empty if it is over, or on another process. */
    public Optional<CallSnapshot> one(CallId call) {
        return Optional.ofNullable(calls.get(call)).map(RunningCall::snapshot);
    }

    /** The call in which that agent talks. */
    Optional<CallId> talkOf(AgentId agent) {
        return calls.values().stream()
                .map(RunningCall::snapshot)
                .filter(call -> call.isTalkOf(agent))
                .map(CallSnapshot::id)
                .findFirst();
    }

    /** Has a call do what a supervisor wants of it. */
    public SupervisionResult ask(CallId call, SupervisionWish wish) {
        begin(call, wish);
        return wish.result();
    }

    /** Has a call do something that nobody in it asked for; nothing if the call is over. */
    void begin(CallId call, VerbStart verb) {
        deliver(call, new CallEvent.Wanted(verb));
    }

    /** Tells a call what happens to it; nothing if it is over. */
    void deliver(CallId call, CallEvent event) {
        RunningCall running = calls.get(call);
        if (running != null) {
            running.deliver(event);
        }
    }

    /** Stops all, each with its last words. */
    void stopAll(String reason) {
        List.copyOf(calls.keySet())
                .forEach(call -> begin(call, StopCall.because(Cause.NORMAL_CLEARING, reason)));
    }
}
