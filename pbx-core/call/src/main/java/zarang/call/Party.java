package zarang.call;

/** Who ended a call. */
public enum Party {
    CALLER,
    AGENT,
    /** Somebody outside who was called. */
    CALLED,
    ZARANG
}
