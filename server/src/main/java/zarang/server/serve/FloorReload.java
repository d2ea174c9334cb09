package zarang.server.serve;

import java.io.IOException;
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
    private Settings inUse;

    /**
     * Reads nothing yet.
     *
     * @param started what the floor was made of
     * @param configuration read anew each time; may block
     * @param before knows what is to be before calls do; may block
     */
    FloorReload(
            Settings started,
            Supplier<Loaded> configuration,
            ControlLoop loop,
            Floor floor,
            Before before) {
        this.inUse = started;
        this.configuration = configuration;
        this.loop = loop;
        this.floor = floor;
        this.before = before;
    }

    @Override
    public CompletionStage<Reloaded> reload(boolean apply) {
        return OwnThread.run("floor-reload", outcome -> outcome.complete(read(apply)));
    }

    /** One at a time, so that what was read last is what is set last. */
    private synchronized Reloaded read(boolean apply) throws IOException {
        return switch (configuration.get()) {
            case Loaded.Refused refused -> refused(refused.findings());
            case Loaded.Good good -> set(good.settings(), apply);
        };
    }

    private Reloaded set(Settings wanted, boolean apply) throws IOException {
        List<String> faults =
                ScriptShelf.examine(wanted).stream()
                        .filter(ScriptShelf::isError)
                        .map(Finding::toString)
                        .toList();
        if (!faults.isEmpty()) {
            return refused(faults);
        }
        Reloaded looked = onLoop(() -> look(wanted.floor()));
        if (!apply || !looked.refusals().isEmpty()) {
            return looked;
        }
        before.changed(wanted);
        Reloaded done = onLoop(() -> change(wanted.floor()));
        if (done.refusals().isEmpty()) {
            inUse = wanted;
        } else {
            before.changed(inUse); // a caller came into a queue between the look and the change
        }
        return done;
    }

    private <T> T onLoop(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, loop::post).join();
    }

    private Reloaded look(FloorSettings wanted) {
        List<String> refusals = floor.refusals(wanted);
        return refusals.isEmpty()
                ? new Reloaded(FloorDifference.between(floor.settings(), wanted), List.of())
                : refused(refusals);
    }

    private Reloaded change(FloorSettings wanted) {
        List<String> changes = FloorDifference.between(floor.settings(), wanted);
        List<String> refusals = floor.change(wanted);
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        changes.forEach(change -> log.info("floor.changed what=\"{}\"", change));
        return new Reloaded(changes, List.of());
    }

    private static Reloaded refused(List<String> why) {
        return new Reloaded(List.of(), why);
    }
}
