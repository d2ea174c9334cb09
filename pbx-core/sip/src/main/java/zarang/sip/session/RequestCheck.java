package zarang.sip.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import zarang.sip.message.BodyPart;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** The inspection that every request goes through before it is acted on. RFC 3261 §8.2. */
final class RequestCheck {
    /** Methods that exist: 405 where they are not served. Anything else is 501. */
    private static final Set<String> KNOWN =
            Set.of("SUBSCRIBE", "NOTIFY", "PUBLISH", "MESSAGE", "REFER", "PRACK", "UPDATE");

    private static final Set<String> SDP_RANGES = Set.of("*/*", "application/*", Responses.SDP);

    /** Those whose body describes media. */
    private static final Set<String> DESCRIBES = Set.of("INVITE", "UPDATE", "PRACK");

    private final Responses responses;
    private final Set<String> served;

    RequestCheck(Responses responses, List<String> served) {
        this.responses = responses;
        this.served = Set.copyOf(served);
    }

    /** The refusal, if there is reason for one. */
    Optional<SipResponse> refuse(SipRequest request) {
        if (!served.contains(request.method())) {
            return Optional.of(
                    KNOWN.contains(request.method())
                            ? responses.notAllowed(request)
                            : responses.plain(request, 501));
        }
        List<String> unknown = Extensions.unknown(request);
        if (!unknown.isEmpty() && !request.is("CANCEL")) {
            return Optional.of(responses.badExtension(request, unknown));
        }
        if (replacesOddly(request)) {
            return Optional.of(responses.plain(request, 400));
        }
        if (request.is("INVITE") && !takesSdp(request)) {
            return Optional.of(responses.notAcceptable(request));
        }
        if (SessionExpires.isTooShort(request)) {
            return Optional.of(responses.intervalTooSmall(request));
        }
        return body(request);
    }

    /** RFC 3891 §3: only a new INVITE takes a place, and does not join others too (RFC 3911). */
    private static boolean replacesOddly(SipRequest request) {
        return request.header(Replaced.HEADER).isPresent()
                && (!request.is("INVITE")
                        || request.toTag().isPresent()
                        || request.header("Join").isPresent());
    }

    /** Our answer to an INVITE is SDP; without an Accept that is what is expected, §20.1. */
    private static boolean takesSdp(SipRequest invite) {
        List<String> accepted = invite.values("Accept");
        return accepted.isEmpty()
                || accepted.stream()
                        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .anyMatch(SDP_RANGES::contains);
    }

    /** RFC 3261 §8.2.3, and RFC 5621 §3 for several bodies. */
    private Optional<SipResponse> body(SipRequest request) {
        boolean digits = request.is("INFO");
        if (!request.hasBody() || !(digits || DESCRIBES.contains(request.method()))) {
            return Optional.empty();
        }
        Optional<List<BodyPart>> bodies = request.bodies();
        if (bodies.isEmpty()) {
            return Optional.of(responses.plain(request, 400));
        }
        boolean understood = false;
        boolean needed = false;
        boolean mayBeLeft = true;
        for (BodyPart body : bodies.get()) {
            boolean known =
                    digits
                            ? InfoDigit.isUnderstood(body.type()) && !body.encoded()
                            : body.isSessionDescription();
            understood |= known;
            needed |= !known && body.handling() == BodyPart.Handling.REQUIRED;
            mayBeLeft &= known || body.handling() == BodyPart.Handling.OPTIONAL;
        }
        return needed || !(understood || mayBeLeft)
                ? Optional.of(
                        responses.unsupportedType(
                                request, digits ? Responses.DIGITS : Responses.BODIES))
                : Optional.empty();
    }
}
