package zarang.sip.session;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.Cause;
import zarang.sip.message.BodyPart;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;

/** Session descriptions in messages, and what is said of those that cannot be used. */
final class Descriptions {
    private static final Logger log = LoggerFactory.getLogger(Descriptions.class);

    private Descriptions() {}

    /** The session description in a message, also beside others: RFC 5621 §3.1. */
    static Optional<String> in(SipMessage message) {
        List<BodyPart> bodies = message.bodies().orElse(List.of());
        return bodies.stream()
                .filter(BodyPart::isSessionDescription)
                .findFirst()
                .map(body -> Responses.text(body.content()));
    }

    /** 488 to an offer, with the reason for the caller and in the log. */
    static SipResponse refusal(Responses responses, SipRequest invite, String tag, SdpFault fault) {
        log.info(
                "offer.refused sip-call-id={} warning={} reason=\"{}\" line=\"{}\"",
                invite.callId(),
                fault.warning(),
                fault.reason(),
                fault.line());
        return responses.notAcceptableHere(invite, tag, fault.warning(), fault.reason());
    }

    /** Takes the answer to our offer; one that cannot be used ends the session. */
    static void take(Session session, SipMessage message) {
        switch (session.exchange().accept(in(message).orElse(""))) {
            case Negotiation.Agreed agreed -> session.exchange().agreed(agreed.stream());
            case Negotiation.Refused(SdpFault fault) -> {
                log.warn(
                        "answer.refused sip-call-id={} reason=\"{}\" line=\"{}\"",
                        message.callId(),
                        fault.reason(),
                        fault.line());
                Close.end(session, Cause.NOT_ACCEPTABLE);
            }
        }
    }
}
