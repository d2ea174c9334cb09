package zarang.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.flows.FlowTraces;
import zarang.call.PhoneNumber;

/** One call of the flow hotline can be noted, and is over once somebody asks. */
final class OneTrace implements FlowTraces {
    private boolean wanted;

    @Override
    public CompletionStage<Wanted> want(
            String flow, Optional<PhoneNumber> caller, Duration within) {
        Wanted outcome =
                !flow.equals("hotline")
                        ? new Wanted.NoSuchFlow()
                        : wanted
                                ? new Wanted.TooMany(1)
                                : new Wanted.Begun(
                                        new Trace(
                                                "1",
                                                flow,
                                                "waiting",
                                                Optional.empty(),
                                                List.of(caller + " " + within)));
        wanted |= outcome instanceof Wanted.Begun;
        return CompletableFuture.completedFuture(outcome);
    }

    @Override
    public CompletionStage<Optional<Trace>> find(String flow, String id) {
        return CompletableFuture.completedFuture(
                wanted && id.equals("1")
                        ? Optional.of(
                                new Trace(id, flow, "done", Optional.of("tests: {}\n"), List.of()))
                        : Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> forget(String flow, String id) {
        boolean there = wanted && id.equals("1");
        wanted &= !there;
        return CompletableFuture.completedFuture(there);
    }
}
