package zarang.sip.session;

import java.util.List;
import java.util.Set;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;

/** The option tags that we know: RFC 3261 §19.2. */
final class Extensions {
    /** As the value of {@code Supported}. */
    static final String SUPPORTED = "timer, 100rel, norefersub, replaces";

    /** Who refers does not want to be told what becomes of it. RFC 4488. */
    static final String NO_REFER_SUB = "norefersub";

    private static final Set<String> KNOWN =
            Set.of("timer", Provisionals.OPTION, NO_REFER_SUB, "replaces");

    private Extensions() {}

    /** Those that a request requires and we do not know: 420. */
    static List<String> unknown(SipRequest request) {
        return request.values("Require").stream().filter(tag -> !KNOWN.contains(tag)).toList();
    }

    /** Whether a message's sender knows an extension, or insists on it. */
    static boolean supports(SipMessage message, String tag) {
        return message.values("Supported").contains(tag) || requires(message, tag);
    }

    /** Whether a message's sender insists on an extension. */
    static boolean requires(SipMessage message, String tag) {
        return message.values("Require").contains(tag);
    }
}
