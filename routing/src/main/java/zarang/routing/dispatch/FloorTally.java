package zarang.routing.dispatch;

/** Counts what should be rare. Plain counters that only grow. */
final class FloorTally {
    private long staleCommands;
    private long takenElsewhere;
    private long leasesLost;
    private long overdueOffers;

    /**
     * A call spoke of something that is over: it crossed with an event, or the call is confused.
     */
    void staleCommand() {
        staleCommands++;
    }

    void takenElsewhere() {
        takenElsewhere++;
    }

    void leaseLost() {
        leasesLost++;
    }

    void overdueOffer() {
        overdueOffers++;
    }

    FloorCounts read() {
        return new FloorCounts(staleCommands, takenElsewhere, leasesLost, overdueOffers);
    }
}
