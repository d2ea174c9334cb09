package zarang.call;

/**
 * Why a leg or a call ended: the ITU-T Q.850 causes that Zarang uses, with the SIP status of RFC
 * 3398 §8.2.6.1.
 */
public enum Cause {
    UNALLOCATED_NUMBER(1, 404),
    NORMAL_CLEARING(16, 603),
    USER_BUSY(17, 486),
    NO_USER_RESPONDING(18, 480),
    NO_ANSWER(19, 480),
    CALL_REJECTED(21, 603),
    NOT_ACCEPTABLE(88, 488),
    TEMPORARY_FAILURE(41, 503),
    CONGESTION(42, 503),
    MEDIA_TIMEOUT(111, 500),
    SERVER_FAILURE(38, 500),
    INTERWORKING(127, 500);

    private final int q850;
    private final int sipStatus;

    Cause(int q850, int sipStatus) {
        this.q850 = q850;
        this.sipStatus = sipStatus;
    }

    /** The Q.850 cause value, 1 to 127, as RFC 3326's {@code Reason} header carries it. */
    public int q850() {
        return q850;
    }

    /** The SIP status that refuses a call for this cause. */
    public int sipStatus() {
        return sipStatus;
    }
}
