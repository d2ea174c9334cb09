package zarang.call;

/**
 * One party's side of a call in a telephony engine: a SIP dialog with its media, never shared
 * between calls.
 *
 * @param value unique in this process
 */
public record LegId(long value) {
    @Override
    public String toString() {
        return "leg-" + value;
    }
}
