package zarang.media;

/** A leg's part in a bridge. Media loop. */
interface Membership {
    /** The leg leaves, and hears nobody. Harmless when it has left. */
    void end();

    /** Whether the leg hears somebody who has spoken within {@code silenceNanos}. */
    boolean isSpokenTo(long nowNanos, long silenceNanos);

    /** The leg's far side pressed a key: those who hear the leg get it. */
    void pressed(char digit);
}
