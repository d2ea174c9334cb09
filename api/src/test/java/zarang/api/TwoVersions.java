package zarang.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.flows.FlowHistory;

/** Two versions of the flow hotline, and one call that went through it. */
final class TwoVersions implements FlowHistory {
    static final Instant FIRST = Instant.parse("2026-11-27T10:00:00Z");

    @Override
    public CompletionStage<List<Kept>> versions(String flow) {
        return CompletableFuture.completedFuture(
                flow.equals("hotline")
                        ? List.of(
                                new Kept(2, false, FIRST, "api anna", 3, 1),
                                new Kept(1, true, null, null, null, null))
                        : List.of());
    }

    @Override
    public CompletionStage<Optional<String>> text(String flow, int version) {
        return CompletableFuture.completedFuture(
                flow.equals("hotline") && version <= 2
                        ? Optional.of("flow: hotline\n")
                        : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<String>> diff(String flow, int from, int to) {
        return text(flow, Math.max(from, to)).thenApply(text -> text.map(t -> "-a\n+b\n"));
    }

    @Override
    public CompletionStage<List<StepTraffic>> traffic(String flow, int hours) {
        return CompletableFuture.completedFuture(
                flow.equals("hotline")
                        ? List.of(
                                new StepTraffic(
                                        "menu",
                                        0,
                                        List.of(1),
                                        List.of(1),
                                        Map.of("on.1", List.of(0))))
                        : List.of());
    }
}
