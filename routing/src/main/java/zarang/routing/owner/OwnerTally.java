package zarang.routing.owner;

/** Counts that only grow. Control loop. */
final class OwnerTally {
    long forwarded;
    long told;
    long dropped;
    long begun;
    long takenOver;

    OwnerCounts counts(FloorPart part, FloorPeers.Ownership known, boolean differs) {
        return new OwnerCounts(
                part.decidesForAll(),
                part == FloorPart.ALONE,
                known.fence(),
                differs,
                Math.max(1, known.living().size()),
                forwarded,
                told,
                dropped,
                begun,
                takenOver);
    }
}
