package zarang.server.serve;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.floor.FloorChanger;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.yaml.Finding;

/**
 * Queues, agents, whom they may call and dispositions as the files of the configuration say now. A
 * mistake anywhere in the configuration, or a script that names a queue that is gone, changes
 * nothing; what other files say is read at the next start alone. What is set live stands above the
 * files. Any thread.
 */
final class FloorReload implements FloorChanger {
    private final Supplier<Loaded> configuration;
    private final FloorInUse floor;
    private final FloorInUse.Before before;
    private final Rooms rooms;

    /** What else is set with the floor. */
    interface Rooms {
        /** Why it cannot be set so while the server runs, one a line; empty: it can. */
        default List<String> refusals(Settings read) {
            return List.of();
        }

        /** What is otherwise in it, one a line. */
        List<String> reload(Settings read, boolean apply);
    }

    /**
     * Reads nothing yet.
     *
     * @param configuration read anew each time; may block
     * @param before knows what is to be before calls do; may block
     * @param rooms are set after the floor was
     */
    FloorReload(
            Supplier<Loaded> configuration,
            FloorInUse floor,
            FloorInUse.Before before,
            Rooms rooms) {
        this.configuration = configuration;
        this.floor = floor;
        this.before = before;
        this.rooms = rooms;
    }

    @Override
    public CompletionStage<Reloaded> reload(boolean apply) {
        return OwnThread.run("floor-reload", outcome -> outcome.complete(read(apply)));
    }

    /** One at a time, so that what was read last is what is set last. */
    private synchronized Reloaded read(boolean apply) throws IOException {
        return switch (configuration.get()) {
            case Loaded.Refused refused -> new Reloaded(List.of(), refused.findings());
            case Loaded.Good good -> set(good.settings(), apply);
        };
    }

    private Reloaded set(Settings wanted, boolean apply) throws IOException {
        List<String> faults =
                ScriptShelf.examine(wanted).stream()
                        .filter(ScriptShelf::isError)
                        .map(Finding::toString)
                        .toList();
        if (faults.isEmpty()) {
            faults = rooms.refusals(wanted);
        }
        if (!faults.isEmpty()) {
            return new Reloaded(List.of(), faults);
        }
        Reloaded set = floor.reload(wanted, apply, before);
        return set.refusals().isEmpty() ? set.and(rooms.reload(wanted, apply)) : set;
    }
}
