package zarang.sip.carrier;

import zarang.call.Words;

/** What came of one attempt to place a call through a trunk. */
public enum CallOutcome {
    ANSWERED,
    /** Whoever was called, or the network for it, said no. */
    REFUSED,
    /** Whoever called gave up before the answer. */
    CANCELLED,
    /** The trunk could not, 5xx, or would not for us: 401, 402, 403, 407. */
    FAILED,
    /** Nothing came back, or nothing could be sent. */
    SILENT,
    /** The trunk was not tried: it carries all that it may. */
    FULL,
    /** The trunk was not tried: it has asked to be left alone for a while. */
    RESTING,
    /** The trunk was not tried: it is down, or nobody knows its address. */
    DOWN;

    /** As logs and metrics name it. */
    public String word() {
        return Words.of(this);
    }
}
