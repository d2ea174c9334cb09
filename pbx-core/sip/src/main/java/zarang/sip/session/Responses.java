package zarang.sip.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** Our responses with the headers that each of them must carry. RFC 3261 §8.2, §20, §21. */
final class Responses {
    static final String SDP = "application/sdp";
    static final String DIGITS = "application/dtmf-relay, application/dtmf";

    /** What an INVITE may carry: RFC 5621 §3.1. */
    static final String BODIES = SDP + ", multipart/mixed";

    /** RFC 3261 §14.2: 0 to 10 s, by chance. */
    private static final int RETRY_AFTER_MAX_S = 10;

    private final UserAgentSettings settings;
    private final String allow;

    /**
     * @param allow the methods that are served, as the value of {@code Allow}
     */
    Responses(UserAgentSettings settings, String allow) {
        this.settings = settings;
        this.allow = allow;
    }

    /** The methods that are served, as the value of {@code Allow}. */
    String allow() {
        return allow;
    }

    SipResponse.Builder to(SipRequest request, int status) {
        return SipResponse.to(request, status).header("Server", settings.product());
    }

    SipResponse plain(SipRequest request, int status) {
        return to(request, status).build();
    }

    /** 180 or 200 to an INVITE. */
    SipResponse.Builder dialog(SipRequest invite, int status, String tag, NameAddr contact) {
        return to(invite, status)
                .toTag(tag)
                .contact(contact)
                .header("Allow", allow)
                .header("Supported", Extensions.SUPPORTED);
    }

    SipResponse notAllowed(SipRequest request) {
        return to(request, 405).header("Allow", allow).build();
    }

    SipResponse unsupportedType(SipRequest request, String accepted) {
        return to(request, 415)
                .header("Accept", accepted)
                .header("Accept-Encoding", "identity")
                .build();
    }

    /** RFC 4475 §3.3.15: whoever cannot take SDP cannot be answered. */
    SipResponse notAcceptable(SipRequest invite) {
        return to(invite, 406)
                .header("Warning", "399 zarang \"Accept does not include application/sdp\"")
                .build();
    }

    SipResponse badExtension(SipRequest request, List<String> unsupported) {
        return to(request, 420).header("Unsupported", String.join(", ", unsupported)).build();
    }

    /** RFC 4028 §9: it is to ask for this long at least. */
    SipResponse intervalTooSmall(SipRequest request) {
        return to(request, 422).header("Min-SE", Long.toString(SessionExpires.LEAST_S)).build();
    }

    /** What is offered comes before something else is answered: RFC 3261 §14.2, RFC 3311 §5.2. */
    SipResponse notYet(SipRequest request, RandomGenerator random) {
        return to(request, 500)
                .header("Retry-After", Integer.toString(random.nextInt(RETRY_AFTER_MAX_S + 1)))
                .build();
    }

    SipResponse unavailable(SipRequest request) {
        return to(request, 503)
                .header("Retry-After", Long.toString(settings.retryAfter().toSeconds()))
                .build();
    }

    /** A refused INVITE's last word, with what its status wants. */
    SipResponse refusal(SipRequest invite, int status, String tag) {
        SipResponse.Builder builder = to(invite, status).toTag(tag);
        if (status == 503) {
            builder.header("Retry-After", Long.toString(settings.retryAfter().toSeconds()));
        }
        return status == 488
                ? notAcceptableHere(invite, tag, 399, "not acceptable here")
                : builder.build();
    }

    /**
     * RFC 3261 §21.4.26: says why.
     *
     * @param warning code of §20.43
     * @param reason without quotes
     */
    SipResponse notAcceptableHere(SipRequest invite, String tag, int warning, String reason) {
        return to(invite, 488)
                .toTag(tag)
                .header("Warning", "%d zarang \"%s\"".formatted(warning, reason))
                .header("Accept", BODIES)
                .build();
    }

    SipResponse capabilities(SipRequest options) {
        return to(options, 200)
                .header("Allow", allow)
                .header("Accept", BODIES)
                .header("Accept-Encoding", "identity")
                .header("Accept-Language", "en")
                .header("Supported", Extensions.SUPPORTED)
                .build();
    }

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
