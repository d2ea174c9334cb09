package zarang.call.plan;

/** How a supervisor is in a talk. */
public enum SupervisionMode {
    /** It hears all, and nobody hears it. */
    LISTEN,
    /** It hears all, and the agent alone hears it. */
    WHISPER,
    /** All hear one another. */
    BARGE
}
