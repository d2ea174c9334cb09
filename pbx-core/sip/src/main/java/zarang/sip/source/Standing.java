package zarang.sip.source;

/** What a source is to us. */
public enum Standing {
    /** Nothing yet. */
    STRANGER,
    /** It misbehaved, and is not listened to for now. */
    BANNED,
    /** A phone is registered from there, or a call goes on with it. */
    KNOWN,
    /** The configuration names it. */
    TRUNK
}
