package zarang.call;

/** Who ended a call. */
public enum Party {
    CALLER,
    AGENT,
    ZARANG
}
