package zarang.call.engine;

/**
 * A telephony engine: signalling and media of legs. Control loop only. What comes of a command
 * comes back later as a {@link LegEvent} on the control loop, never from inside {@link #execute}.
 *
 * <p>A command for a leg that has ended is dropped in silence: the event that says so is on its
 * way.
 */
public interface TelephonyEngine {
    void execute(LegCommand command);
}
