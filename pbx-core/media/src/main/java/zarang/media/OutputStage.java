package zarang.media;

import java.io.IOException;

/**
 * One job on the way of a packet that a leg sends, from when its bytes are written; the order is
 * {@link LegPath}'s. One leg's, its media loop only; allocates nothing for a packet.
 */
abstract class OutputStage {
    /**
     * Does its part.
     *
     * @return whether the packet goes on; of the last stage, whether it left
     */
    abstract boolean pass(Departure departure) throws IOException;

    /** Something else was agreed on. */
    void agree(Agreement agreement) {}
}
