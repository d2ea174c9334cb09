package zarang.routing.place;

/**
 * Places that outlive calls.
 *
 * @param kept callers who wait now and would have their place again
 * @param regained places that were had again; only grows
 * @param failures requests to the store that failed; only grows
 */
public record PlaceCounts(int kept, long regained, long failures) {}
