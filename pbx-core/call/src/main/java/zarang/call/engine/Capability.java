package zarang.call.engine;

/**
 * What one engine can do and another cannot. The wiring looks here before it asks an engine for it.
 */
public enum Capability {
    /** Copies what legs say into a sink of ours while they talk. */
    TAPS_AUDIO,
    /** Keeps phones of its own: {@link DialTarget.Registered} reaches somebody. */
    KEEPS_PHONES
}
