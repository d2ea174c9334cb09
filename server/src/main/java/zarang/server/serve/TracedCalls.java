package zarang.server.serve;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.flows.FlowTraces;
import zarang.call.PhoneNumber;
import zarang.call.loop.ControlLoop;
import zarang.ivr.trace.CallTrace;
import zarang.ivr.trace.CallTraces;
import zarang.ivr.trial.RecordedTest;
import zarang.ivr.trial.TrialHouse;

/** Has calls noted on the loop, and makes tests of them on a thread of its own. */
final class TracedCalls implements FlowTraces {
    private static final String SENTENCE = "a call as it was recorded";

    private final CallTraces traces;
    private final Supplier<Map<String, Integer>> inFront;
    private final Supplier<TrialHouse> house;
    private final ControlLoop loop;

    /**
     * @param inFront the flows that there are
     * @param house in which tests are tried, as it is now
     */
    TracedCalls(
            CallTraces traces,
            Supplier<Map<String, Integer>> inFront,
            Supplier<TrialHouse> house,
            ControlLoop loop) {
        this.traces = traces;
        this.inFront = inFront;
        this.house = house;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Wanted> want(
            String flow, Optional<PhoneNumber> caller, Duration within) {
        if (!inFront.get().containsKey(flow)) {
            return CompletableFuture.completedFuture(new Wanted.NoSuchFlow());
        }
        return CompletableFuture.supplyAsync(
                () ->
                        traces.want(flow, caller, within)
                                .<Wanted>map(id ->
                                        new Wanted.Begun(
                                                trace(flow, id, "waiting", Optional.empty())))
                                .orElseGet(() -> new Wanted.TooMany(CallTraces.WANTED_MAX)),
                loop::post);
    }

    @Override
    public CompletionStage<Optional<Trace>> find(String flow, String id) {
        return CompletableFuture.supplyAsync(() -> traces.find(flow, id), loop::post)
                .thenCompose(found ->
                        found.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.empty())
                                : shown(flow, id, found.get()).thenApply(Optional::of));
    }

    private CompletionStage<Trace> shown(String flow, String id, CallTraces.State state) {
        return switch (state) {
            case CallTraces.State.Waiting none ->
                    CompletableFuture.completedFuture(trace(flow, id, "waiting", Optional.empty()));
            case CallTraces.State.Running call ->
                    CompletableFuture.completedFuture(trace(flow, id, "running", Optional.empty()));
            case CallTraces.State.Expired none ->
                    CompletableFuture.completedFuture(trace(flow, id, "expired", Optional.empty()));
            case CallTraces.State.Done(CallTrace trace) ->
                    OwnThread.run(
                            "flow-trace",
                            outcome ->
                                    outcome.complete(
                                            trace(
                                                    flow,
                                                    id,
                                                    "done",
                                                    Optional.of(
                                                            RecordedTest.of(
                                                                    trace,
                                                                    SENTENCE,
                                                                    house.get())))));
        };
    }

    private static Trace trace(
            String flow, String id, String state, Optional<RecordedTest.Written> test) {
        return new Trace(
                id,
                flow,
                state,
                test.map(RecordedTest.Written::text),
                test.map(RecordedTest.Written::notes).orElse(List.of()));
    }

    @Override
    public CompletionStage<Boolean> forget(String flow, String id) {
        return CompletableFuture.supplyAsync(() -> traces.forget(flow, id), loop::post);
    }
}
