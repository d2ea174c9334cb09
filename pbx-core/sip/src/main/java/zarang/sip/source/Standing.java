package zarang.sip.source;

/** What a source is to us. */
public enum Standing {
    /** Nothing yet. */
    STRANGER,
    /** A phone is registered from there, or a call goes on with it. */
    KNOWN,
    /** The configuration names it. */
    TRUNK
}
