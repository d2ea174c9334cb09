package zarang.server.serve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.calls.CallsAtWork;
import zarang.call.CallId;
import zarang.call.actor.CallOverview;
import zarang.call.loop.ControlLoop;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;

/** The way from HTTP to the calls, which are the control loop's. Any thread. */
record CallsOnLoop(ControlLoop loop, CallOverview calls) implements CallsAtWork {
    @Override
    public CompletionStage<List<CallSnapshot>> all() {
        return CompletableFuture.supplyAsync(calls::all, loop::post);
    }

    @Override
    public CompletionStage<Optional<CallSnapshot>> one(CallId call) {
        return CompletableFuture.supplyAsync(() -> calls.one(call), loop::post);
    }

    @Override
    public CompletionStage<SupervisionResult> ask(CallId call, SupervisionWish wish) {
        return CompletableFuture.supplyAsync(() -> calls.ask(call, wish), loop::post);
    }
}
