package zarang.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.calls.CallsAtWork;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.CallActivity;
import zarang.call.verb.Supervision;
import zarang.call.verb.SupervisionResult;
import zarang.routing.calls.CallDone;
import zarang.routing.calls.CallRequest;
import zarang.routing.calls.CallSeen;
import zarang.routing.calls.CallsSeen;

/**
 * One call, whose caller talks with 2001; what is asked of it comes to what a test says. Another
 * process may be silent.
 */
final class OneCall implements CallsAtWork {
    static final CallId ID = new CallId("01JQZ0000000000000000000AA");

    private final List<CallRequest> requests = new ArrayList<>();
    private volatile SupervisionResult result = SupervisionResult.DONE;
    private volatile List<String> silent = List.of();
    private volatile boolean over;

    /** What comes of everything from now on. */
    void answers(SupervisionResult now) {
        result = now;
    }

    /** Which other processes do not answer from now on. */
    void silent(String... nodes) {
        silent = List.of(nodes);
    }

    /** Whether it is over from now on. */
    void over(boolean now) {
        over = now;
    }

    /** How often something was asked of it. */
    int asked() {
        return requests.size();
    }

    /** What was asked of it last. */
    CallRequest.Wish last() {
        return requests.getLast().wish();
    }

    private static CallSeen call() {
        return new CallSeen(
                "n1",
                ID,
                Instant.parse("2026-03-21T08:00:00Z"),
                Optional.of("+…67"),
                Optional.empty(),
                Optional.of(new QueueName("sales")),
                Optional.of(new AgentId("2001")),
                CallActivity.TALKING,
                List.of(new Supervision(new AgentId("2009"), SupervisionMode.WHISPER, false)));
    }

    private CallsSeen seen(boolean wanted) {
        return new CallsSeen(wanted && !over ? List.of(call()) : List.of(), silent, true);
    }

    @Override
    public CompletionStage<CallsSeen> page(Optional<CallId> after, int count) {
        return CompletableFuture.completedStage(seen(after.isEmpty()));
    }

    @Override
    public CompletionStage<CallsSeen> these(Collection<CallId> calls) {
        return CompletableFuture.completedStage(seen(calls.contains(ID)));
    }

    @Override
    public CompletionStage<CallDone> ask(CallRequest request) {
        requests.add(request);
        boolean here = request.call().equals(ID) && !over;
        return CompletableFuture.completedStage(
                new CallDone(
                        here ? result : SupervisionResult.NO_CALL,
                        here ? Optional.of(call()) : Optional.empty(),
                        seen(here)));
    }
}
