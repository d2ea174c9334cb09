package zarang.routing.queue;

/** What becomes of those who wait in a queue that is closed. */
public enum WhenClosed {
    /** They wait on and are served; only new callers are not let in. */
    STAY,
    /** They are sent off, as new callers are. */
    LEAVE
}
