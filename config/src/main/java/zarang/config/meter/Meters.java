package zarang.config.meter;

/** The figures of one room. */
public interface Meters {
    /** Puts each of them on the board, once. */
    void putOn(Board board);
}
