package zarang.server.serve;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.calls.CallsAtWork;
import zarang.call.CallId;
import zarang.call.loop.ControlLoop;
import zarang.routing.calls.CallDone;
import zarang.routing.calls.CallPeers;
import zarang.routing.calls.CallRequest;
import zarang.routing.calls.CallsSeen;

/** The way from HTTP to the calls of all processes, which the control loop asks for. Any thread. */
record CallsOnLoop(ControlLoop loop, CallPeers calls) implements CallsAtWork {
    @Override
    public CompletionStage<CallsSeen> page(Optional<CallId> after, int count) {
        return ask(() -> calls.page(after, count));
    }

    @Override
    public CompletionStage<CallsSeen> these(Collection<CallId> ids) {
        return ask(() -> calls.these(ids));
    }

    @Override
    public CompletionStage<CallDone> ask(CallRequest request) {
        return ask(() -> calls.ask(request));
    }

    private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
        return CompletableFuture.supplyAsync(question, loop::post).thenCompose(stage -> stage);
    }
}
