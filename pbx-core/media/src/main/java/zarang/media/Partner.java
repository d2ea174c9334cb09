package zarang.media;

/** The other leg of a relay. Media loop. */
interface Partner {
    /** Sends on, to its own far side, a packet that this side heard. */
    void relay(Arrival arrival);

    /** A key was pressed on this side; its event was not relayed if its clock is another. */
    void pressed(char digit, int clockHz);

    /** Whether its far side may be heard. */
    boolean isHeard();

    /** Whether its far side said that it holds: it wants to hear nothing. */
    boolean isHolding();
}
