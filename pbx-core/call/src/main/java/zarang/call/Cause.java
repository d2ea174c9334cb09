package zarang.call;

/** Why a leg or a call ended: the ITU-T Q.850 causes that Zarang uses. */
public enum Cause {
    UNALLOCATED_NUMBER(1),
    NORMAL_CLEARING(16),
    USER_BUSY(17),
    NO_USER_RESPONDING(18),
    NO_ANSWER(19),
    CALL_REJECTED(21),
    /** Somebody else who was rung answered: Q.850's non-selected user clearing. */
    ANSWERED_ELSEWHERE(26),
    NOT_ACCEPTABLE(88),
    TEMPORARY_FAILURE(41),
    CONGESTION(42),
    MEDIA_TIMEOUT(111),
    SERVER_FAILURE(38),
    INTERWORKING(127);

    private final int q850;

    Cause(int q850) {
        this.q850 = q850;
    }

    /** The Q.850 cause value, 1 to 127, as RFC 3326's {@code Reason} header carries it. */
    public int q850() {
        return q850;
    }
}
