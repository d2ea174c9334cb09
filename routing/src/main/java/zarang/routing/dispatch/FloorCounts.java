package zarang.routing.dispatch;

/**
 * What should be rare, counted since the start.
 *
 * @param staleCommands commands about an offer or a caller that is gone; a few are natural
 * @param takenElsewhere reservations that another process won
 * @param leasesLost offers or talks whose lease another process took afterwards; two processes
 *     share a node name, or Redis was away for long
 * @param overdueOffers offers that the call left without an answer, and talks without an end; a
 *     fault in the call
 */
public record FloorCounts(
        long staleCommands, long takenElsewhere, long leasesLost, long overdueOffers) {}
