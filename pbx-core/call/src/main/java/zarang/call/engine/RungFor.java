package zarang.call.engine;

/** What a phone of the house is rung for. */
public enum RungFor {
    /** Somebody calls. */
    CALL,
    /** Somebody is to be called back, who calls nobody. */
    CALL_BACK,
    /** To hear a talk. */
    LISTEN,
    /** To be heard in a talk by the agent alone. */
    WHISPER,
    /** To be heard in a talk by all. */
    BARGE
}
