package zarang.server.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.floor.FloorChanger.Reloaded;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;
import zarang.config.KeyFault;
import zarang.routing.dispatch.FloorDifference;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.floor.Floor;
import zarang.routing.keys.WrittenFloor;
import zarang.routing.keys.WrittenFloor.Reading;
import zarang.routing.live.LiveQueue;
import zarang.server.config.Settings;

/**
 * What the floor of this process is set to: what the files said when they were last read, and above
 * it what is set live. One at a time changes it, so that what was read last is what is set last.
 * Not for the control loop: it waits for it.
 */
final class FloorInUse {
    private static final Logger log = LoggerFactory.getLogger(FloorInUse.class);

    /** What must know the new queues and agents before calls can meet them. */
    interface Before {
        void changed(Settings settings) throws IOException;
    }

    private final ControlLoop loop;
    private final Floor floor;
    private final Supplier<Map<QueueName, LiveQueue>> live;
    private Settings files;

    /**
     * @param started what the floor was made of
     * @param live all that is set live, as far as it is known; on the loop
     */
    FloorInUse(
            Settings started,
            ControlLoop loop,
            Floor floor,
            Supplier<Map<QueueName, LiveQueue>> live) {
        files = started;
        this.loop = loop;
        this.floor = floor;
        this.live = live;
    }

    /**
     * Sets it as the files say, and what is set live above them.
     *
     * @param apply false: says what would come of it
     * @param before knows what is to be before calls do; may block
     */
    synchronized Reloaded reload(Settings wanted, boolean apply, Before before) throws IOException {
        Map<QueueName, LiveQueue> above = known();
        Reading reading = wanted.writtenFloor().with(values(above));
        if (!reading.faults().isEmpty()) {
            return refused(
                    reading.faults().stream()
                            .map(fault ->
                                    fault.line()
                                            + "; it is set live: ./zarang queue reset takes it back")
                            .toList());
        }
        List<String> stands = stands(wanted.writtenFloor(), above);
        Reloaded looked = onLoop(() -> look(reading.floor(), stands));
        if (!apply || !looked.refusals().isEmpty()) {
            return looked;
        }
        before.changed(wanted);
        Reloaded done = onLoop(() -> change(reading.floor(), stands));
        if (done.refusals().isEmpty()) {
            files = wanted;
        } else {
            before.changed(files); // a caller came into a queue between the look and the change
        }
        return done;
    }

    private static List<String> stands(WrittenFloor written, Map<QueueName, LiveQueue> above) {
        List<String> stands = new ArrayList<>();
        new TreeMap<>(names(above))
                .forEach((name, set) -> {
                    QueueName queue = new QueueName(name);
                    if (written.hasQueue(queue)) {
                        Map<String, String> inFile = written.written(queue);
                        set.values()
                                .forEach((key, value) ->
                                        stands.add(
                                                "queue "
                                                        + name
                                                        + ": "
                                                        + key
                                                        + " stays "
                                                        + value
                                                        + ", set live by "
                                                        + set.by()
                                                        + "; the file says "
                                                        + inFile.get(key)));
                    }
                });
        return stands;
    }

    private static Map<String, LiveQueue> names(Map<QueueName, LiveQueue> above) {
        Map<String, LiveQueue> names = new HashMap<>();
        above.forEach((queue, set) -> names.put(queue.value(), set));
        return names;
    }

    /** Another process has set something live, or a start finds it. */
    synchronized void follow() {
        Map<QueueName, LiveQueue> above = known();
        FloorSettings wanted = fitting(above);
        Reloaded done = onLoop(() -> change(wanted, List.of()));
        done.refusals().forEach(why -> log.error("queue.live-not-set why=\"{}\"", why));
    }

    /** The floor with all that can be set; what cannot, by these files, is named. */
    private FloorSettings fitting(Map<QueueName, LiveQueue> above) {
        Reading all = files.writtenFloor().with(values(above));
        if (all.faults().isEmpty()) {
            return all.floor();
        }
        Map<QueueName, LiveQueue> kept = new HashMap<>();
        new TreeMap<>(names(above))
                .forEach((name, set) -> {
                    kept.put(new QueueName(name), set);
                    List<KeyFault> faults = files.writtenFloor().with(values(kept)).faults();
                    if (!faults.isEmpty()) {
                        kept.remove(new QueueName(name));
                        log.error(
                                "queue.live-refused queue={} why=\"{}\": ./zarang queue reset {}",
                                name,
                                faults.getFirst().line(),
                                name);
                    }
                });
        return files.writtenFloor().with(values(kept)).floor();
    }

    /** A step of setting one queue live, with nobody else at it. */
    interface Step<T> {
        T take(WrittenFloor written, Map<QueueName, LiveQueue> above);
    }

    synchronized <T> T with(Step<T> step) {
        return step.take(files.writtenFloor(), known());
    }

    /** How the floor would be otherwise. */
    List<String> differences(FloorSettings wanted) {
        return onLoop(() -> FloorDifference.between(floor.settings(), wanted));
    }

    /** Sets the floor; what is refused is named in the log. */
    void apply(FloorSettings wanted) {
        onLoop(() -> change(wanted, List.of()))
                .refusals()
                .forEach(why -> log.error("queue.live-not-set why=\"{}\"", why));
    }

    static Map<QueueName, Map<String, String>> values(Map<QueueName, LiveQueue> above) {
        Map<QueueName, Map<String, String>> values = new HashMap<>();
        above.forEach((queue, set) -> values.put(queue, set.values()));
        return values;
    }

    private Map<QueueName, LiveQueue> known() {
        return onLoop(live);
    }

    private <T> T onLoop(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, loop::post).join();
    }

    private Reloaded look(FloorSettings wanted, List<String> stands) {
        List<String> refusals = floor.refusals(wanted);
        return refusals.isEmpty()
                ? new Reloaded(FloorDifference.between(floor.settings(), wanted), List.of(), stands)
                : refused(refusals);
    }

    private Reloaded change(FloorSettings wanted, List<String> stands) {
        List<String> changes = FloorDifference.between(floor.settings(), wanted);
        List<String> refusals = floor.change(wanted);
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        changes.forEach(change -> log.info("floor.changed what=\"{}\"", change));
        return new Reloaded(changes, List.of(), stands);
    }

    private static Reloaded refused(List<String> why) {
        return new Reloaded(List.of(), why);
    }
}
