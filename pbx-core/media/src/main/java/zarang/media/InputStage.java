package zarang.media;

import java.io.IOException;

/**
 * One job on the way of a packet that a leg receives; the order is {@link LegPath}'s. One leg's,
 * its media loop only; allocates nothing for a packet. A class and not an interface: the call from
 * the loop over the stages is then one look into a table.
 */
abstract class InputStage {
    /**
     * Does its part.
     *
     * @return whether the packet goes on to the next stage
     */
    abstract boolean pass(Arrival arrival) throws IOException;

    /** Something else was agreed on. */
    void agree(Agreement agreement, long nowNanos) {}
}
