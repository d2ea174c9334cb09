package zarang.server.metrics;

import zarang.routing.dispatch.FloorView;
import zarang.routing.reserve.LeaseCounts;
import zarang.sip.engine.EngineCounts;
import zarang.sip.transaction.TransactionCounts;
import zarang.sip.transport.TransportCounts;

/**
 * What lives on the control loop, as it was at one moment. Immutable.
 *
 * @param calls under way
 * @param takenNanos when, by the loop's monotonic clock
 */
public record LoopSnapshot(
        int calls,
        EngineCounts engine,
        TransportCounts sip,
        TransactionCounts transactions,
        FloorView floor,
        LeaseCounts leases,
        long takenNanos) {}
