package zarang.sip.session;

import zarang.call.Cause;

/** Q.850 causes in SIP, both ways. */
public final class Causes {
    /** A proxy says that its way to the phone is gone: the phone said nothing. RFC 5626 §11.5. */
    static final int FLOW_FAILED = 430;

    private Causes() {}

    /** What a final status means. RFC 3398 §7.2.4.1. */
    public static Cause of(int status) {
        return switch (status) {
            case 404, 410, 484, 485, 604 -> Cause.UNALLOCATED_NUMBER;
            case 486, 600 -> Cause.USER_BUSY;
            case 408, FLOW_FAILED, 480 -> Cause.NO_USER_RESPONDING;
            case 401, 402, 403, 407, 603 -> Cause.CALL_REJECTED;
            case 406, 415, 488, 606 -> Cause.NOT_ACCEPTABLE;
            case 487 -> Cause.NORMAL_CLEARING;
            case 500, 502 -> Cause.SERVER_FAILURE;
            case 503, 504 -> Cause.TEMPORARY_FAILURE;
            default -> Cause.INTERWORKING;
        };
    }

    /** The status that refuses a call for this cause. RFC 3398 §8.2.6.1. */
    public static int status(Cause cause) {
        return switch (cause) {
            case UNALLOCATED_NUMBER -> 404;
            case USER_BUSY -> 486;
            case NO_USER_RESPONDING, NO_ANSWER -> 480;
            case NORMAL_CLEARING, CALL_REJECTED -> 603;
            case NOT_ACCEPTABLE -> 488;
            case TEMPORARY_FAILURE, CONGESTION -> 503;
            case MEDIA_TIMEOUT, SERVER_FAILURE, INTERWORKING -> 500;
        };
    }

    /** A {@code Reason} value. RFC 3326 §2. */
    static String reason(Cause cause) {
        return "Q.850;cause=" + cause.q850();
    }
}
