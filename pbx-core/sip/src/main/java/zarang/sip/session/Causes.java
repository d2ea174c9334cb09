package zarang.sip.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.Cause;
import zarang.sip.message.ParameterizedValue;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** Q.850 causes in SIP, both ways. */
public final class Causes {
    /** A proxy says that its way to the phone is gone: the phone said nothing. RFC 5626 §11.5. */
    static final int FLOW_FAILED = 430;

    private static final String Q850 = "q.850";

    private static final Pattern CAUSE = Pattern.compile("[0-9]{1,3}");

    private static final Pattern WARNING = Pattern.compile("^\\s*(3[0-9]{2})\\b");

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
            case NORMAL_CLEARING, CALL_REJECTED, ANSWERED_ELSEWHERE -> 603;
            case NOT_ACCEPTABLE -> 488;
            case TEMPORARY_FAILURE, CONGESTION -> 503;
            case MEDIA_TIMEOUT, SERVER_FAILURE, INTERWORKING -> 500;
        };
    }

    /** Why the other side ends a call: what its {@code Reason} says, else normal. RFC 3326 §2. */
    static Cause said(SipRequest request) {
        return request.values("Reason").stream()
                .map(ParameterizedValue::parse)
                .filter(reason -> reason.value().equals(Q850))
                .flatMap(reason -> reason.param("cause").stream())
                .filter(cause -> CAUSE.matcher(cause).matches())
                .findFirst()
                .map(cause -> of850(Integer.parseInt(cause)))
                .orElse(Cause.NORMAL_CLEARING);
    }

    /** The code of the first Warning, RFC 3261 §20.43, such as 305: which part was not taken. */
    static Optional<String> warning(SipResponse response) {
        return response.header("Warning")
                .map(WARNING::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1));
    }

    /** One that Zarang has no name for is interworking: it is told, and not why. */
    private static Cause of850(int q850) {
        for (Cause cause : Cause.values()) {
            if (cause.q850() == q850) {
                return cause;
            }
        }
        return Cause.INTERWORKING;
    }

    /**
     * A {@code Reason} value. RFC 3326 §2; phones know the words of §3.1 and list no missed call.
     */
    static String reason(Cause cause) {
        return cause == Cause.ANSWERED_ELSEWHERE
                ? "SIP;cause=200;text=\"Call completed elsewhere\""
                : "Q.850;cause=" + cause.q850();
    }
}
