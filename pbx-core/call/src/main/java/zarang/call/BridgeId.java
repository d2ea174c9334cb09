package zarang.call;

/**
 * Some legs of one call that hear each other.
 *
 * @param number 1 for the first bridge of the call
 */
public record BridgeId(CallId call, int number) {
    @Override
    public String toString() {
        return call + "/" + number;
    }
}
