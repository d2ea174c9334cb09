package zarang.sip.edge;

import java.util.Locale;

/** Why the edge does not send a message on. */
public enum EdgeRefusal {
    /** The token is not ours, or was cut or changed. */
    FORGED(403),
    /** It comes neither from a node nor from the phone that the token names. */
    STRANGER(403),
    /** It would go to somebody who is neither that phone nor a node. */
    TARGET(403),
    /** A phone calls through us, or a request outside a dialog that is no INVITE. */
    METHOD(403),
    /** More Routes than any chain of proxies has. */
    ROUTES(403),
    /** It was here before. RFC 3261 §16.3. */
    LOOP(482),
    /** Max-Forwards is 0. RFC 3261 §16.3. */
    HOPS(483),
    /** The connection is closed, or the phone is registered over it no more. RFC 5626 §5.3. */
    FLOW(430);

    private final int status;

    EdgeRefusal(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As figures and log lines name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
