package zarang.sip.carrier;

/** Called when a trunk comes up or goes down. Control loop. */
@FunctionalInterface
public interface TrunkListener {
    /**
     * Calls out take it from now on, or pass it by.
     *
     * @param why it is down, in words; empty if it is up
     */
    void changed(String trunk, boolean up, String why);
}
