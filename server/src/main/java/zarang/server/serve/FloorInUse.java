package zarang.server.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.floor.FloorChanger.Reloaded;
import zarang.call.fact.Subject;
import zarang.call.loop.ControlLoop;
import zarang.config.KeyFault;
import zarang.routing.dispatch.FloorDifference;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.floor.Floor;
import zarang.routing.keys.WrittenFloor;
import zarang.routing.keys.WrittenFloor.Reading;
import zarang.routing.live.LivePlace;
import zarang.routing.live.LiveValues;
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
    private final Supplier<Map<Subject, LiveValues>> live;
    private Settings files;

    /**
     * @param started what the floor was made of
     * @param live all that is set live, as far as it is known; on the loop
     */
    FloorInUse(
            Settings started,
            ControlLoop loop,
            Floor floor,
            Supplier<Map<Subject, LiveValues>> live) {
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
        Map<Subject, LiveValues> above = known();
        Reading reading = wanted.writtenFloor().with(values(above));
        if (!reading.faults().isEmpty()) {
            return refused(
                    reading.faults().stream()
                            .map(fault ->
                                    fault.line()
                                            + "; it is set live: "
                                            + LivePlace.reset(place(fault, above.keySet()))
                                            + " takes it back")
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

    /** Of what a value that is wrong was set; the keys of the floor begin with no name. */
    private static Subject place(KeyFault fault, Set<Subject> above) {
        return above.stream()
                .filter(each -> !LivePlace.isFloor(each))
                .filter(each -> fault.file().startsWith(WrittenFloor.place(each, "")))
                .findFirst()
                .orElse(LivePlace.FLOOR);
    }

    private static List<String> stands(WrittenFloor written, Map<Subject, LiveValues> above) {
        List<String> stands = new ArrayList<>();
        for (Subject place : inOrder(above)) {
            LiveValues set = above.get(place);
            if (set != null && written.has(place)) {
                Map<String, String> inFile = written.written(place);
                set.values()
                        .forEach((key, value) ->
                                stands.add(
                                        LivePlace.words(place)
                                                + ": "
                                                + key
                                                + " stays "
                                                + value
                                                + ", set live by "
                                                + set.by()
                                                + "; the file says "
                                                + inFile.getOrDefault(key, "none")));
            }
        }
        return stands;
    }

    private static List<Subject> inOrder(Map<Subject, LiveValues> above) {
        return above.keySet().stream().sorted(Comparator.comparing(Subject::toString)).toList();
    }

    /** Another process has set something live, or a start finds it. */
    synchronized void follow() {
        Map<Subject, LiveValues> above = known();
        FloorSettings wanted = fitting(above);
        Reloaded done = onLoop(() -> change(wanted, List.of()));
        done.refusals().forEach(why -> log.error("floor.live-not-set why=\"{}\"", why));
    }

    /** The floor with all that can be set; what cannot, by these files, is named. */
    private FloorSettings fitting(Map<Subject, LiveValues> above) {
        Reading all = files.writtenFloor().with(values(above));
        if (all.faults().isEmpty()) {
            return all.floor();
        }
        Map<Subject, LiveValues> kept = new HashMap<>();
        for (Subject place : inOrder(above)) {
            LiveValues set = above.get(place);
            if (set == null) {
                continue;
            }
            kept.put(place, set);
            List<KeyFault> faults = files.writtenFloor().with(values(kept)).faults();
            if (!faults.isEmpty()) {
                kept.remove(place);
                log.error(
                        "floor.live-refused of=\"{}\" why=\"{}\": {}",
                        LivePlace.words(place),
                        faults.getFirst().line(),
                        LivePlace.reset(place));
            }
        }
        return files.writtenFloor().with(values(kept)).floor();
    }

    /** A step of setting something live, with nobody else at it. */
    interface Step<T> {
        T take(WrittenFloor written, Map<Subject, LiveValues> above);
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
                .forEach(why -> log.error("floor.live-not-set why=\"{}\"", why));
    }

    static Map<Subject, Map<String, String>> values(Map<Subject, LiveValues> above) {
        Map<Subject, Map<String, String>> values = new HashMap<>();
        above.forEach((place, set) -> values.put(place, set.values()));
        return values;
    }

    private Map<Subject, LiveValues> known() {
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
