package zarang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import zarang.api.flows.FlowPublisher;
import zarang.call.loop.ControlLoop;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Severity;

/** Scripts that are good until they are spoilt; counts how often they were published. */
public final class Shelf implements FlowPublisher {
    private int published = 1;
    private boolean spoilt;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private boolean holds;

    public void spoil() {
        spoilt = true;
    }

    /** The next publication waits until {@link #release}. */
    void hold() {
        holds = true;
    }

    void awaitHeld() throws InterruptedException {
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void release() {
        released.complete(null);
    }

    public int published() {
        return published;
    }

    @Override
    public CompletionStage<Outcome> publish(ControlLoop loop, String by, boolean forced) {
        if (spoilt) {
            return CompletableFuture.completedFuture(
                    new Outcome(
                            List.of(),
                            List.of(
                                    new Finding(
                                            new FilePlace("scripts/hotline.yaml", 7, 5),
                                            "steps.menu.on[1]",
                                            "found 'sale', expected a step",
                                            Severity.ERROR))));
        }
        published++;
        Outcome outcome = new Outcome(List.of(new Published("hotline", published)), List.of());
        held.countDown();
        return holds
                ? released.thenApply(now -> outcome)
                : CompletableFuture.completedFuture(outcome);
    }

    @Override
    public CompletionStage<List<Published>> inFront(ControlLoop loop) {
        return CompletableFuture.completedFuture(
                List.of(new Published("hotline", published), new Published("night", 7)));
    }

    @Override
    public CompletionStage<Outcome> rollBack(
            String flow, Optional<Integer> version, ControlLoop loop) {
        if (version.isPresent() && version.get() < published) {
            published = version.get();
            return CompletableFuture.completedFuture(
                    new Outcome(List.of(new Published(flow, published)), List.of()));
        }
        if (flow.equals("hotline") && published > 1) {
            published--;
            return CompletableFuture.completedFuture(
                    new Outcome(List.of(new Published("hotline", published)), List.of()));
        }
        return CompletableFuture.completedFuture(
                Outcome.refused("the flow '" + flow + "' has no version before"));
    }
}
