package zarang.sip.session;

import java.util.Optional;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.transaction.ServerTransaction;

/**
 * An UPDATE of the other side: a refresh, another address, or another offer, also before the call
 * is answered. RFC 3311. Answered at once, for nobody is asked.
 */
final class Update {
    private Update() {}

    static void answer(Session session, ServerTransaction in) {
        SipRequest request = in.request();
        Responses responses = session.local().responses();
        if (session.leaving() != null) {
            in.respond(responses.plain(request, 481));
            return;
        }
        Optional<String> offer = Descriptions.in(request);
        if (offer.isEmpty()) {
            accept(session, in, success(session, in));
            return;
        }
        OfferAnswer turn = session.exchange().turn();
        if (turn.isOurs()) {
            in.respond(responses.plain(request, 491));
            return;
        }
        if (turn != OfferAnswer.AGREED) {
            in.respond(responses.notYet(request, session.local().random()));
            return;
        }
        switch (session.exchange().answer(offer.get())) {
            case Negotiation.Agreed(AudioStream stream, String answer) -> {
                accept(
                        session,
                        in,
                        success(session, in).body(Responses.SDP, Responses.bytes(answer)));
                session.exchange().agreed(stream);
                session.free();
            }
            case Negotiation.Refused(SdpFault fault) ->
                    in.respond(
                            Descriptions.refusal(
                                    responses, request, session.dialog().key().localTag(), fault));
        }
    }

    private static SipResponse.Builder success(Session session, ServerTransaction in) {
        LocalEnd local = session.local();
        return local.responses()
                .dialog(
                        in.request(),
                        200,
                        session.dialog().key().localTag(),
                        local.contact(session.dialog().hop()));
    }

    private static void accept(Session session, ServerTransaction in, SipResponse.Builder success) {
        session.dialog().refresh(in.request());
        session.heardFrom(in.source());
        if (session.isUp()) {
            session.watch().answer(in.request(), success);
        }
        in.respond(success.build());
    }
}
