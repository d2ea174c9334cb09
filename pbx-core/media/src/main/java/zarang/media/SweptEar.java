package zarang.media;

/** An ear that the loop looks at four times a second, until it closes. */
abstract class SweptEar implements LoopEar {
    /** In {@link OpenLegs}. */
    int place;

    /** Whether it is to close although its message found no room. */
    abstract boolean isCloseAsked();

    /** Does what is due by now. */
    abstract void sweep(long nowNanos);

    /** Ends everything. Harmless when repeated. */
    abstract void close();
}
