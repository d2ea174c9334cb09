package zarang.media;

/**
 * Which way media flows, seen from this server: the outcome of the offer/answer (RFC 3264 §5.1).
 */
public enum Direction {
    SEND_RECEIVE(true, true),
    SEND_ONLY(true, false),
    RECEIVE_ONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** Whether this server may send to the remote. */
    public boolean sends() {
        return sends;
    }

    /** Whether media from the remote is expected and heard. */
    public boolean receives() {
        return receives;
    }

    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SEND_RECEIVE : SEND_ONLY;
        }
        return receives ? RECEIVE_ONLY : INACTIVE;
    }
}
