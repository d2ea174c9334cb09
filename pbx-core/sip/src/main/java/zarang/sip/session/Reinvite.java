package zarang.sip.session;

import java.util.Optional;
import zarang.sip.message.SipRequest;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpFault;
import zarang.sip.transaction.ServerTransaction;

/**
 * Another offer of the other side within a session, by re-INVITE: hold, resume, another address; or
 * its wish to have one of ours. RFC 3261 §14.2. Ours is {@link Modify}.
 */
final class Reinvite {
    private Reinvite() {}

    /**
     * Answers it: at once, for nobody is asked. One beside another of ours is glare, 491; one
     * before theirs is answered comes too soon, 500.
     */
    static void answer(Session session, ServerTransaction in) {
        Responses responses = session.local().responses();
        SipRequest request = in.request();
        if (session.settingUp() != null && !session.isRung()) {
            in.respond(responses.notYet(request, session.local().random()));
            return;
        }
        if (!session.isFree()) {
            in.respond(responses.plain(request, 491));
            return;
        }
        Optional<String> offer = Descriptions.in(request);
        if (offer.isEmpty()) {
            refresh(session, in);
            Confirm.success(session, in, session.exchange().offer());
            return;
        }
        switch (session.exchange().answer(offer.get())) {
            case Negotiation.Agreed(AudioStream stream, String answer) -> {
                refresh(session, in);
                Confirm.success(session, in, answer);
                session.exchange().agreed(stream);
            }
            case Negotiation.Refused(SdpFault fault) ->
                    in.respond(
                            Descriptions.refusal(
                                    responses, request, session.dialog().key().localTag(), fault));
        }
    }

    private static void refresh(Session session, ServerTransaction in) {
        session.dialog().refresh(in.request());
        session.heardFrom(in.source());
    }
}
