package zarang.call.queue;

/**
 * One offer of one caller to one agent; answers to an earlier offer are told apart by it.
 *
 * @param value unique in the floor
 */
public record OfferId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
