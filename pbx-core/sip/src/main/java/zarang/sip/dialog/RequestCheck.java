package zarang.sip.dialog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** The inspection that every request goes through before it is acted on. RFC 3261 §8.2. */
final class RequestCheck {
    /** Methods that exist but are not served: 405. Anything else is 501. */
    private static final Set<String> KNOWN =
            Set.of("SUBSCRIBE", "NOTIFY", "PUBLISH", "MESSAGE", "REFER", "PRACK", "UPDATE");

    private static final Set<String> SERVED =
            Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "REGISTER");

    private static final Set<String> SDP_RANGES = Set.of("*/*", "application/*", Responses.SDP);

    private final Responses responses;

    RequestCheck(Responses responses) {
        this.responses = responses;
    }

    /** The refusal, if there is reason for one. */
    Optional<SipResponse> refuse(SipRequest request) {
        if (!SERVED.contains(request.method())) {
            return Optional.of(
                    KNOWN.contains(request.method())
                            ? responses.notAllowed(request)
                            : responses.plain(request, 501));
        }
        List<String> required = request.values("Require");
        if (!required.isEmpty() && !request.is("CANCEL")) {
            return Optional.of(responses.badExtension(request, required));
        }
        if (request.is("INVITE") && !takesSdp(request)) {
            return Optional.of(responses.notAcceptable(request));
        }
        return body(request);
    }

    /** Our answer to an INVITE is SDP; without an Accept that is what is expected, §20.1. */
    private static boolean takesSdp(SipRequest invite) {
        List<String> accepted = invite.values("Accept");
        return accepted.isEmpty()
                || accepted.stream()
                        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .anyMatch(SDP_RANGES::contains);
    }

    private Optional<SipResponse> body(SipRequest request) {
        if (!request.hasBody() || isOptional(request)) {
            return Optional.empty();
        }
        boolean encoded =
                request.values("Content-Encoding").stream()
                        .anyMatch(e -> !e.equalsIgnoreCase("identity"));
        String type = request.contentType().orElse("");
        String accepted = request.is("INFO") ? Responses.DIGITS : Responses.SDP;
        boolean wanted =
                switch (request.method()) {
                    case "INVITE" -> type.equals(Responses.SDP);
                    case "INFO" -> InfoDigit.isUnderstood(type);
                    default -> true;
                };
        return encoded || !wanted
                ? Optional.of(responses.unsupportedType(request, accepted))
                : Optional.empty();
    }

    /** A body that may be left aside: RFC 3261 §20.11. */
    private static boolean isOptional(SipRequest request) {
        return request.header("Content-Disposition")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("handling=optional");
    }
}
