package zarang.call.leg;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.LegId;

/** The bridges of one call, and which leg is in which: in one at most. Control loop. */
public final class Bridges {
    private final CallId call;
    private final Map<BridgeId, Set<LegId>> open = new LinkedHashMap<>();
    private int opened;

    public Bridges(CallId call) {
        this.call = call;
    }

    public BridgeId open() {
        BridgeId bridge = new BridgeId(call, ++opened);
        open.put(bridge, new LinkedHashSet<>());
        return bridge;
    }

    /** {@code leg} is in {@code bridge}, and in no other, unless the bridge is closed. */
    public boolean join(BridgeId bridge, LegId leg) {
        Set<LegId> legs = open.get(bridge);
        if (legs == null) {
            return false;
        }
        leave(leg);
        return legs.add(leg);
    }

    /** {@code leg} is in no bridge, because it is gone, or somebody took it out. */
    public void leave(LegId leg) {
        of(leg).ifPresent(bridge -> legs(bridge).remove(leg));
    }

    /** The legs in it, the first who joined first. */
    public Set<LegId> legs(BridgeId bridge) {
        return open.getOrDefault(bridge, Set.of());
    }

    /** Gives the legs that were in it still. */
    public Set<LegId> close(BridgeId bridge) {
        Set<LegId> legs = open.remove(bridge);
        return legs == null ? Set.of() : legs;
    }

    /** The bridge that {@code leg} is in. */
    public Optional<BridgeId> of(LegId leg) {
        return open.entrySet().stream()
                .filter(bridge -> bridge.getValue().contains(leg))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
