package zarang.server.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.floor.FloorChanger;
import zarang.call.loop.ControlLoop;
import zarang.routing.dispatch.FloorDifference;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.floor.Floor;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.yaml.Finding;

/**
 * Queues and agents as the files of the configuration say now. A mistake anywhere in the
 * configuration, or a script that names a queue that is gone, changes nothing; what other files say
 * is read at the next start alone. Any thread.
 */
final class FloorReload implements FloorChanger {
    private static final Logger log = LoggerFactory.getLogger(FloorReload.class);

    /** What must know the new queues and agents before calls can meet them. */
    interface Before {
        void changed(Settings settings) throws IOException;
    }

    private final Supplier<Loaded> configuration;
    private final ControlLoop loop;
    private final Floor floor;
    private final Before before;

    /**
     * Reads nothing yet.
     *
     * @param configuration read anew each time; may block
     * @param before knows what is to be before calls do; may block
     */
    FloorReload(Supplier<Loaded> configuration, ControlLoop loop, Floor floor, Before before) {
        this.configuration = configuration;
        this.loop = loop;
        this.floor = floor;
        this.before = before;
    }

    @Override
    public CompletionStage<Reloaded> reload(boolean apply) {
        CompletableFuture<Reloaded> outcome = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("floor-reload")
                .start(() -> {
                    try {
                        reload(apply, outcome);
                    } catch (IOException | RuntimeException failure) {
                        outcome.completeExceptionally(failure);
                    }
                });
        return outcome;
    }

    /** One at a time, so that what was read last is what is set last. */
    private synchronized void reload(boolean apply, CompletableFuture<Reloaded> outcome)
            throws IOException {
        switch (configuration.get()) {
            case Loaded.Refused refused ->
                    outcome.complete(new Reloaded(List.of(), refused.findings()));
            case Loaded.Good good -> {
                Settings wanted = good.settings();
                List<String> faults = new ArrayList<>();
                ScriptShelf.examine(wanted).stream()
                        .filter(ScriptShelf::isError)
                        .map(Finding::toString)
                        .forEach(faults::add);
                if (!faults.isEmpty()) {
                    outcome.complete(new Reloaded(List.of(), faults));
                    return;
                }
                if (apply) {
                    before.changed(wanted);
                }
                loop.post(() -> change(wanted.floor(), apply, outcome));
                outcome.join();
            }
        }
    }

    private void change(FloorSettings wanted, boolean apply, CompletableFuture<Reloaded> outcome) {
        try {
            List<String> changes = FloorDifference.between(floor.settings(), wanted);
            List<String> refusals = apply ? floor.change(wanted) : floor.refusals(wanted);
            if (apply && refusals.isEmpty()) {
                changes.forEach(change -> log.info("floor.changed what=\"{}\"", change));
            }
            outcome.complete(
                    refusals.isEmpty()
                            ? new Reloaded(changes, List.of())
                            : new Reloaded(List.of(), refusals));
        } catch (RuntimeException failure) {
            outcome.completeExceptionally(failure);
        }
    }
}
