package zarang.call.engine;

/** Hears what an engine sees. Control loop; never called from inside a call of the engine. */
public interface EngineListener extends Admission {
    /** Something happened to a leg. */
    void onLeg(LegEvent event);

    /**
     * A phone of that user came: its first one, another one, or one anew. Not told of a refresh.
     * Only of engines that {@linkplain Capability#KEEPS_PHONES keep phones}.
     *
     * @param user as in {@link DialTarget.Registered}
     */
    void phoneCame(String user);

    /**
     * Calls out take a trunk from now on, or pass it by.
     *
     * @param why it is down, in words; empty if it is up
     */
    default void trunkChanged(String trunk, boolean up, String why) {}

    /** The user's last phone is gone, or was not heard of in time. */
    void phonesGone(String user);
}
