package zarang.server.metrics;

import java.util.List;
import zarang.call.engine.EngineFigure;
import zarang.routing.dispatch.FloorView;
import zarang.routing.owner.OwnerCounts;
import zarang.routing.reserve.LeaseCounts;

/**
 * What lives on the control loop, as it was at one moment. Immutable.
 *
 * @param calls under way
 * @param parked callers who are
 * @param legs under way
 * @param engine what the telephony engine shows of itself: the same figures each time
 * @param takenNanos when, by the loop's monotonic clock
 */
public record LoopSnapshot(
        int calls,
        int parked,
        int legs,
        List<EngineFigure> engine,
        FloorView floor,
        LeaseCounts leases,
        OwnerCounts owner,
        long takenNanos) {
    public LoopSnapshot {
        engine = List.copyOf(engine);
    }
}
