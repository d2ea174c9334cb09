package zarang.server.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.flows.FlowHistory;
import zarang.call.loop.ControlLoop;
import zarang.ivr.catalogue.FlowDiff;
import zarang.ivr.catalogue.FlowStore;
import zarang.ivr.catalogue.FlowVersion;
import zarang.ivr.catalogue.KeptVersion;
import zarang.ivr.count.SharedFlowCounts;
import zarang.ivr.count.StepCounts;

/**
 * Answers for HTTP: versions from their store on a thread of its own, counts of all processes from
 * Redis.
 */
final class FlowArchive implements FlowHistory {
    private static final String THREAD = "flow-archive";

    private final Supplier<FlowStore> store;
    private final Supplier<Map<String, Integer>> inFront;
    private final SharedFlowCounts counts;
    private final ControlLoop loop;

    FlowArchive(
            Supplier<FlowStore> store,
            Supplier<Map<String, Integer>> inFront,
            SharedFlowCounts counts,
            ControlLoop loop) {
        this.store = store;
        this.inFront = inFront;
        this.counts = counts;
        this.loop = loop;
    }

    @Override
    public CompletionStage<List<Kept>> versions(String flow) {
        return OwnThread.run(
                THREAD,
                outcome -> {
                    int used = inFront.get().getOrDefault(flow, 0);
                    List<Kept> kept = new ArrayList<>();
                    for (KeptVersion each : store.get().kept(flow).reversed()) {
                        kept.add(shown(each, used));
                    }
                    outcome.complete(kept);
                });
    }

    private static Kept shown(KeptVersion version, int used) {
        Optional<KeptVersion.Edit> edit = version.edit();
        return new Kept(
                version.number(),
                version.number() == used,
                edit.map(KeptVersion.Edit::at).orElse(null),
                edit.map(KeptVersion.Edit::by).orElse(null),
                edit.map(KeptVersion.Edit::added).orElse(null),
                edit.map(KeptVersion.Edit::removed).orElse(null));
    }

    @Override
    public CompletionStage<Optional<String>> text(String flow, int version) {
        return OwnThread.run(
                THREAD,
                outcome ->
                        outcome.complete(store.get().find(flow, version).map(FlowVersion::text)));
    }

    @Override
    public CompletionStage<Optional<String>> diff(String flow, int from, int to) {
        return OwnThread.run(
                THREAD,
                outcome -> {
                    Optional<FlowVersion> one = store.get().find(flow, from);
                    Optional<FlowVersion> other = store.get().find(flow, to);
                    outcome.complete(one.flatMap(a -> other.map(b -> FlowDiff.of(a, b))));
                });
    }

    @Override
    public CompletionStage<List<StepTraffic>> traffic(String flow, int hours) {
        return CompletableFuture.supplyAsync(() -> counts.of(flow, hours), loop::post)
                .thenCompose(steps -> steps)
                .thenApply(steps -> steps.stream().map(FlowArchive::shown).toList());
    }

    private static StepTraffic shown(StepCounts step) {
        return new StepTraffic(
                step.step(), step.inside(), step.entered(), step.callersGone(), step.exits());
    }
}
