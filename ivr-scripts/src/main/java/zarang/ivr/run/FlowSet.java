package zarang.ivr.run;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import zarang.ivr.model.Flow;
import zarang.ivr.speech.Speech;

/**
 * The flows that are in front at one moment, all with one another: a call keeps the set that it
 * began with, and so the versions of every flow that it comes to. Immutable; another set follows.
 *
 * @param flows by name
 * @param speech of a language
 * @param zone whose day it is
 * @param watcher sees every run
 */
public record FlowSet(
        Map<String, InFront> flows,
        Function<String, Optional<Speech>> speech,
        ZoneId zone,
        FlowWatcher watcher) {
    /**
     * A flow that is in front.
     *
     * @param version its number
     */
    public record InFront(Flow flow, int version) {}

    public FlowSet {
        flows = Map.copyOf(flows);
    }

    /** The same, seen by another watcher. */
    public FlowSet watchedBy(FlowWatcher other) {
        return new FlowSet(flows, speech, zone, other);
    }

    /** One flow alone, by the day of UTC, which nobody watches. */
    public static FlowSet of(Flow flow, int version, Function<String, Optional<Speech>> speech) {
        return new FlowSet(
                Map.of(flow.name(), new InFront(flow, version)),
                speech,
                ZoneOffset.UTC,
                FlowWatcher.NONE);
    }

    /** The same with another version of a flow, or with a new flow. */
    public FlowSet with(Flow flow, int version) {
        Map<String, InFront> changed = new TreeMap<>(flows);
        changed.put(flow.name(), new InFront(flow, version));
        return new FlowSet(changed, speech, zone, watcher);
    }

    public Optional<InFront> find(String flow) {
        return Optional.ofNullable(flows.get(flow));
    }
}
