package zarang.call.engine;

/** Makes an engine, whichever it is. */
@FunctionalInterface
public interface EngineFactory {
    /**
     * Makes an engine that is not started. Control loop, or before the loop runs.
     *
     * @param legs gives an incoming leg its id; shared with the exchange, which dials
     * @param listener gets every event; not called before {@link TelephonyEngine#start}
     */
    TelephonyEngine make(LegIds legs, EngineListener listener);
}
