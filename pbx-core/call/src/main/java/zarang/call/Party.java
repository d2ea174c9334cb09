package zarang.call;

/** Who ended a call. */
public enum Party {
    CALLER,
    AGENT,
    /** Somebody outside who was called. */
    CALLED,
    /** Somebody of the house who was in a talk of others. */
    SUPERVISOR,
    ZARANG
}
