package zarang.routing.callback;

/**
 * Whether somebody may be called now.
 *
 * @param number of the try, which is counted; 0: it may not be
 * @param why it may not be: {@code not-leading}, {@code closed}, {@code held}, {@code too-early} or
 *     {@code spent}; empty if it may
 */
record CallbackTry(int number, String why) {
    boolean isCounted() {
        return number > 0;
    }
}
