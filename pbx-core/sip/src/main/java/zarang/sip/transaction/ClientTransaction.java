package zarang.sip.transaction;

/** A request that was sent. Control loop only. */
public interface ClientTransaction {
    /**
     * Cancels an INVITE, RFC 3261 §9.1: at once if a provisional response came, else as soon as one
     * comes. The INVITE still ends with a final response (487, or a 2xx that was faster) or, 64·T1
     * after the CANCEL, with a time-out. Harmless when repeated, for other methods, and after the
     * final response.
     *
     * @param reason the value of {@code Reason}, RFC 3326: why
     */
    void cancel(String reason);
}
