package zarang.sip.registrar;

/**
 * Where a REGISTER stands among those of one phone. RFC 3261 §10.2.
 *
 * @param atNanos loop time; of a request, a moment before it was written: its nonce was given out
 *     then; of a binding, when it was accepted
 */
public record RegisterOrder(String callId, long cseq, long atNanos) {
    /**
     * Whether this request does not come after {@code accepted}. Numbers that begin anew under the
     * old Call-ID are no old request if this one was surely written later: the phone was restarted
     * and keeps its Call-ID.
     */
    boolean isOutOfOrder(RegisterOrder accepted) {
        return restartsNumbers(accepted) && atNanos <= accepted.atNanos();
    }

    /** Whether this request is no mere refresh: the phone was restarted, or is another one. */
    boolean isAnew(RegisterOrder accepted) {
        return !callId.equals(accepted.callId()) || restartsNumbers(accepted);
    }

    private boolean restartsNumbers(RegisterOrder accepted) {
        return callId.equals(accepted.callId()) && cseq <= accepted.cseq();
    }
}
